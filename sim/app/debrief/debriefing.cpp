#include "app/debrief/debriefing.hpp"

#include <algorithm>

namespace firedrill {

Debriefing::Debriefing(Replay replay, int jobs)
    : replay_(std::move(replay)),
      catalogue_(load_fault_catalogue()),
      cases_(ablation_cases(replay_, catalogue_)),
      outcomes_(cases_.size()),
      shares_(cases_.size(), 0.0) {
    if (cases_.front().scenario.drill) {
        for (const Fault& fault : cases_.front().scenario.drill->faults) {
            const bool computed = std::any_of(cases_.begin(), cases_.end(), [&](const AblationCase& c) {
                return c.fault == fault.id;
            });
            if (!computed) not_computed_.push_back(fault.id);
        }
    }
    const int threads = std::clamp(jobs, 1, static_cast<int>(cases_.size()));
    for (int t = 0; t < threads; ++t) {
        threads_.emplace_back([this, t] {
            try {
                if (t == 0) begin();
                work();
            } catch (...) {
                const std::lock_guard lock(mutex_);
                failure_ = std::current_exception();
                stop_.store(true);
                changed_.notify_all();
            }
        });
    }
}

Debriefing::~Debriefing() {
    stop_.store(true);
    changed_.notify_all();
    for (std::thread& thread : threads_) thread.join();
}

// The drill as recorded comes first: the others hold its track.
void Debriefing::begin() {
    run(0);
    {
        const std::lock_guard lock(mutex_);
        base_done_ = true;
    }
    changed_.notify_all();
}

void Debriefing::work() {
    for (;;) {
        std::size_t index = 0;
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [&] { return base_done_ || stop_.load(); });
            if (stop_.load() || next_ >= cases_.size()) return;
            index = next_++;
        }
        run(index);
    }
}

void Debriefing::run(std::size_t index) {
    DrillSettings settings = replay_.settings;
    settings.threads = 1;
    const AblationCase& ablation = cases_[index];
    const double duration_s = ablation.scenario.drill ? ablation.scenario.drill->duration : 1;
    const double most_s =
        std::max(1.0, static_cast<double>(replay_.inputs.size()) * settings.dt_s + duration_s);
    std::size_t photos = 0;
    AblationTrack held = index == 0 ? AblationTrack{} : track_;
    const AblationOutcome outcome =
        run_ablation(ablation, settings, held, [&](const Drill& drill) {
            if (index == 0) {
                for (; photos < drill.timeline().size(); ++photos) {
                    const TimelineEvent& event = drill.timeline()[photos];
                    if (event.name != "photo.taken") continue;
                    Photograph photo{event.time_s, event.target, {}};
                    drill.fill(photo.snapshot);
                    photographs_.push_back(std::move(photo));
                }
                recorded_ = drill.timeline();
            }
            const std::lock_guard lock(mutex_);
            shares_[index] = std::min(1.0, drill.time_s() / most_s);
            return !stop_.load();
        });
    if (index == 0) track_ = std::move(held);
    const std::lock_guard lock(mutex_);
    outcomes_[index] = outcome;
    shares_[index] = 1;
    ++done_;
}

double Debriefing::share() const {
    const std::lock_guard lock(mutex_);
    double sum = 0;
    for (const double share : shares_) sum += share;
    return sum / static_cast<double>(shares_.size());
}

bool Debriefing::finished() {
    {
        const std::lock_guard lock(mutex_);
        if (failure_) std::rethrow_exception(failure_);
    }
    if (done_.load() < total()) return false;
    if (!summed_up_) {
        summed_up_ = true;
        for (std::size_t c = 1; c < cases_.size(); ++c)
            costs_.push_back(cost_of(cases_[c], outcomes_[0], outcomes_[c], recorded_));
    }
    return true;
}

}  // namespace firedrill
