// Runs many cases of the crowd's verification side by side and judges their claims. Equal runs of
// different cases are made once. Results do not depend on the number of jobs. Knows nothing of the
// page.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "app/validate/measures.hpp"

namespace firedrill::validate {

struct CaseResult {
    const CrowdCase* test = nullptr;
    std::vector<ClaimResult> claims;
    std::vector<std::string> fails_under;  // broken models under which a claim that held fails
    bool has_hard = false;
    bool holds = true;  // all hard claims
};

struct SuiteSettings {
    bool brief = false;  // few seeds
    int jobs = 2;
    CrowdFaults faults;
};

// The records of the runs of some cases, and the verdicts.
class CrowdSuite {
  public:
    CrowdSuite(const CaseBook& book, const Laboratory& laboratory,
               std::vector<const CrowdCase*> cases, const SuiteSettings& settings);
    // `progress(done, total)` after each run; from any thread, one at a time.
    void run(const std::function<void(int, int)>& progress);
    std::vector<CaseResult> judge() const;
    const Records& records(const CrowdCase& test, const std::string& run) const;
    const Scene& scene(const std::string& id) const { return book_.scenes.at(id); }
    double agent_steps() const;
    double busy_s() const;  // of one core

  private:
    const CaseBook& book_;
    const Laboratory& laboratory_;
    std::vector<const CrowdCase*> cases_;
    SuiteSettings settings_;
    std::map<std::string, Records> records_;
};

}  // namespace firedrill::validate
