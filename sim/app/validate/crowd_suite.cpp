#include "app/validate/crowd_suite.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

namespace firedrill::validate {

CrowdSuite::CrowdSuite(const CaseBook& book, const Laboratory& laboratory,
                       std::vector<const CrowdCase*> cases, const SuiteSettings& settings)
    : book_(book), laboratory_(laboratory), cases_(std::move(cases)), settings_(settings) {}

void CrowdSuite::run(const std::function<void(int, int)>& progress) {
    struct Job {
        const RunSpec* spec;
        std::size_t seed_index;
        RunRecord* record;
    };
    for (const CrowdCase* test : cases_) {
        for (const RunSpec& spec : test->runs) {
            Records& records = records_[spec.key()];
            const int seeds = settings_.brief ? spec.short_seeds : spec.seeds;
            records.resize(std::max(records.size(), static_cast<std::size_t>(seeds)));
        }
    }
    std::vector<Job> jobs;
    for (auto& [key, records] : records_) {
        const RunSpec* spec = nullptr;
        for (const CrowdCase* test : cases_) {
            for (const RunSpec& candidate : test->runs) {
                if (spec == nullptr && candidate.key() == key) spec = &candidate;
            }
        }
        for (std::size_t s = 0; s < records.size(); ++s) jobs.push_back({spec, s, &records[s]});
    }
    std::atomic<std::size_t> next{0};
    std::mutex one_at_a_time;
    std::exception_ptr failure;
    int done = 0;
    const auto work = [&] {
        while (true) {
            const std::size_t j = next.fetch_add(1);
            if (j >= jobs.size()) return;
            try {
                *jobs[j].record =
                    run_crowd(book_, *jobs[j].spec, jobs[j].seed_index + 1, settings_.faults);
            } catch (...) {
                const std::lock_guard lock(one_at_a_time);
                if (!failure) failure = std::current_exception();
                next = jobs.size();
            }
            const std::lock_guard lock(one_at_a_time);
            progress(++done, static_cast<int>(jobs.size()));
        }
    };
    std::vector<std::thread> helpers;
    for (int j = 1; j < settings_.jobs; ++j) helpers.emplace_back(work);
    work();
    for (std::thread& helper : helpers) helper.join();
    if (failure) std::rethrow_exception(failure);
}

std::vector<CaseResult> CrowdSuite::judge() const {
    std::vector<CaseResult> results;
    for (const CrowdCase* test : cases_) {
        CaseResult result;
        result.test = test;
        const Evidence evidence{laboratory_, [&](const std::string& run) -> const Records& {
                                    return records(*test, run);
                                }};
        for (const Claim& claim : test->claims) {
            result.claims.push_back(validate::judge(claim, evidence));
            result.has_hard |= claim.hard();
            result.holds &= result.claims.back().holds;
        }
        results.push_back(std::move(result));
    }
    return results;
}

const Records& CrowdSuite::records(const CrowdCase& test, const std::string& run) const {
    return records_.at(test.run(run).key());
}

double CrowdSuite::agent_steps() const {
    double sum = 0;
    for (const auto& [key, records] : records_) {
        for (const RunRecord& record : records) sum += record.agent_steps;
    }
    return sum;
}

double CrowdSuite::busy_s() const {
    double sum = 0;
    for (const auto& [key, records] : records_) {
        for (const RunRecord& record : records) sum += record.wall_s;
    }
    return sum;
}

}  // namespace firedrill::validate
