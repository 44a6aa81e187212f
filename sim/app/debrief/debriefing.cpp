#include "app/debrief/debriefing.hpp"

#include <algorithm>

namespace firedrill {

Debriefing::Debriefing(Replay replay, const DebriefSettings& settings)
    : replay_(std::move(replay)),
      recorded_cell_m_(replay_.settings.grid.cell_m),
      catalogue_(load_fault_catalogue()) {
    replay_.settings.grid.cell_m = std::max(recorded_cell_m_, settings.cell_m);
    at_work_ = std::max(1, settings.jobs);
    for (int t = 0; t < std::max(1, settings.jobs); ++t) {
        threads_.emplace_back([this, t] {
            try {
                if (t == 0) begin();
                work();
            } catch (...) {
                const std::lock_guard lock(mutex_);
                failure_ = std::current_exception();
                stop_.store(true);
            }
            const std::lock_guard lock(mutex_);
            --at_work_;
            changed_.notify_all();
        });
    }
}

Debriefing::~Debriefing() {
    stop();
    for (std::thread& thread : threads_) thread.join();
}

void Debriefing::stop() {
    stop_.store(true);
    const std::lock_guard lock(mutex_);
    changed_.notify_all();
}

void Debriefing::prepare() {
    std::vector<AblationCase> cases =
        ablation_cases(replay_, catalogue_, [this] { return !stop_.load(); });
    const std::lock_guard lock(mutex_);
    cases_ = std::move(cases);
    outcomes_.resize(cases_.size());
    known_.resize(cases_.size());
    idle_.assign(cases_.size(), Idle::acts);
    shares_.resize(cases_.size());
    if (cases_.front().scenario.drill) {
        for (const Fault& fault : cases_.front().scenario.drill->faults) {
            const bool computed =
                std::any_of(cases_.begin(), cases_.end(),
                            [&](const AblationCase& c) { return c.fault == fault.id; });
            if (!computed) not_computed_.push_back(fault.id);
        }
    }
    total_.store(static_cast<int>(cases_.size()));
}

// The drill as recorded comes first: the others hold its track, and it shows which faults cannot
// have acted. Then what was met in the fire, then the rest by what it touches, so that somebody who
// waits sees early what mattered.
void Debriefing::begin() {
    prepare();
    if (stop_.load() || !run(0)) return;
    const auto acted = [&](std::size_t index) {
        return std::any_of(recorded_.begin(), recorded_.end(), [&](const TimelineEvent& event) {
            return event.name == "fault.acted" && event.target == cases_[index].fault;
        });
    };
    const std::lock_guard lock(mutex_);
    for (std::size_t index = 1; index < cases_.size(); ++index) {
        idle_[index] = idle_in(cases_[index], recorded_);
        if (acted(index)) idle_[index] = Idle::acts;
        if (idle_[index] == Idle::acts)
            in_order_.push_back(index);
        else
            shares_[index] = 1;
    }
    std::stable_sort(in_order_.begin(), in_order_.end(), [&](std::size_t a, std::size_t b) {
        return rank_of(cases_[a].reach, acted(a), recorded_) <
               rank_of(cases_[b].reach, acted(b), recorded_);
    });
    total_.store(static_cast<int>(in_order_.size()) + 1);
    base_done_ = true;
    changed_.notify_all();
}

void Debriefing::work() {
    for (;;) {
        std::size_t index = 0;
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [&] { return base_done_ || stop_.load(); });
            const bool begun = next_ > 0;  // one rerun at least
            if (stop_.load() || next_ >= in_order_.size() || (begun && no_more_.load())) return;
            index = in_order_[next_++];
        }
        if (!run(index)) return;
    }
}

bool Debriefing::run(std::size_t index) {
    DrillSettings settings = replay_.settings;
    settings.threads = 1;
    const AblationCase& ablation = cases_[index];
    const double duration_s = ablation.scenario.drill ? ablation.scenario.drill->duration : 1;
    const double most_s =
        std::max(1.0, static_cast<double>(replay_.inputs.size()) * settings.dt_s + duration_s);
    Snapshot snapshot;
    AblationTrack held = index == 0 ? AblationTrack{} : track_;
    const AblationOutcome outcome = run_ablation(ablation, settings, held, [&](const Drill& drill) {
        if (index == 0 && drill.timeline().size() != recorded_.size()) {
            drill.fill(snapshot);
            seen_.after_tick(drill, snapshot);
            recorded_ = drill.timeline();
        }
        const std::lock_guard lock(mutex_);
        shares_[index] = std::min(1.0, drill.time_s() / most_s);
        return !stop_.load();
    });
    if (stop_.load()) return false;
    if (index == 0) track_ = std::move(held);
    const std::lock_guard lock(mutex_);
    outcomes_[index] = outcome;
    known_[index] = true;
    shares_[index] = 1;
    ++done_;
    return true;
}

double Debriefing::share() const {
    const std::lock_guard lock(mutex_);
    if (shares_.empty()) return 0;
    // Until the first run is done nobody knows which others will be.
    double sum = 0, runs = 0;
    for (std::size_t c = 0; c < shares_.size(); ++c) {
        if (idle_[c] != Idle::acts) continue;
        sum += shares_[c];
        ++runs;
    }
    return sum / runs;
}

bool Debriefing::over() const {
    const std::lock_guard lock(mutex_);
    if (failure_) std::rethrow_exception(failure_);
    return at_work_ == 0;
}

AblationOutcome Debriefing::as_recorded() const {
    const std::lock_guard lock(mutex_);
    return outcomes_.empty() ? AblationOutcome{} : outcomes_.front();
}

std::vector<FaultCost> Debriefing::costs() const {
    const std::lock_guard lock(mutex_);
    std::vector<FaultCost> costs;
    if (!base_done_) return costs;
    for (std::size_t c = 1; c < cases_.size(); ++c) {
        if (known_[c]) costs.push_back(cost_of(cases_[c], outcomes_[0], outcomes_[c], recorded_));
    }
    return costs;
}

std::vector<std::string> Debriefing::not_run() const {
    const std::lock_guard lock(mutex_);
    std::vector<std::string> faults;
    for (std::size_t c = 1; c < cases_.size(); ++c) {
        if (!known_[c] && idle_[c] == Idle::acts) faults.push_back(cases_[c].fault);
    }
    return faults;
}

std::vector<IdleFault> Debriefing::idle() const {
    const std::lock_guard lock(mutex_);
    std::vector<IdleFault> faults;
    if (!base_done_) return faults;
    for (std::size_t c = 1; c < cases_.size(); ++c) {
        if (idle_[c] == Idle::acts) continue;
        const FaultCost cost = cost_of(cases_[c], outcomes_[0], outcomes_[0], recorded_);
        faults.push_back({cost.fault, cost.code, cost.target, idle_[c], cost.found, cost.mended});
    }
    return faults;
}

}  // namespace firedrill
