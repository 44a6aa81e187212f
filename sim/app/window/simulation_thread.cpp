#include "app/window/simulation_thread.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fstream>
#include <numbers>

#include "app/cli/commands.hpp"
#include "base/hash.hpp"
#include "building/load.hpp"

namespace firedrill {

using Clock = std::chrono::steady_clock;

SimulationThread::SimulationThread(SimulationOptions options) : options_(std::move(options)) {
    thread_ = std::thread([this] { run(); });
}

SimulationThread::~SimulationThread() {
    stop_.store(true);
    if (thread_.joinable()) thread_.join();
}

std::shared_ptr<const Snapshot> SimulationThread::newest() const {
    const std::lock_guard lock(mutex_);
    return newest_;
}

std::shared_ptr<const Snapshot> SimulationThread::previous() const {
    const std::lock_guard lock(mutex_);
    return previous_;
}

std::optional<Problem> SimulationThread::problem() const {
    const std::lock_guard lock(mutex_);
    return problem_;
}

void SimulationThread::set_problem(Problem problem) {
    const std::lock_guard lock(mutex_);
    problem_ = std::move(problem);
}

void SimulationThread::hands(const HandsInput& hands) {
    const std::lock_guard lock(mutex_);
    const std::uint16_t tapped = hands_.tapped | hands.tapped;
    hands_ = hands;
    hands_.tapped = tapped;
}

void SimulationThread::command(TraineeCommand command) {
    const std::lock_guard lock(mutex_);
    commands_.push_back(std::move(command));
}

void SimulationThread::inject(std::string id) {
    const std::lock_guard lock(mutex_);
    injects_.push_back(std::move(id));
}

TickInput SimulationThread::take_input() {
    const std::lock_guard lock(mutex_);
    TickInput input;
    input.forward = hands_.forward;
    input.right = hands_.right;
    input.yaw_mdeg = hands_.yaw_mdeg;
    input.pitch_mdeg = hands_.pitch_mdeg;
    input.buttons = hands_.down | hands_.tapped;
    hands_.tapped = 0;
    input.commands = std::move(commands_);
    commands_.clear();
    input.injects = std::move(injects_);
    injects_.clear();
    return input;
}

void SimulationThread::publish(const Drill& drill) {
    std::shared_ptr<Snapshot> snapshot;
    {
        const std::lock_guard lock(mutex_);
        // A snapshot that only the pool still holds may be written again.
        const auto idle = std::find_if(pool_.begin(), pool_.end(),
                                       [](const auto& s) { return s.use_count() == 1; });
        if (idle == pool_.end()) {
            pool_.push_back(std::make_shared<Snapshot>());
            snapshot = pool_.back();
        } else {
            snapshot = *idle;
        }
    }
    drill.fill(*snapshot);
    moments_->after_tick(drill, *snapshot);
    const std::lock_guard lock(mutex_);
    previous_ = std::move(newest_);
    newest_ = std::move(snapshot);
}

void SimulationThread::run() {
    try {
        play();
    } catch (const LoadError& error) {
        set_problem(error.problem());
        phase_.store(Phase::failed, std::memory_order_release);
    } catch (const std::exception& error) {
        set_problem({{}, error.what(), ""});
        phase_.store(Phase::failed, std::memory_order_release);
    }
}

void SimulationThread::play() {
    Scenario scenario =
        options_.mode.mode == DrillMode::lesson
            ? load_scenario(options_.scenario_file)
            : drill_scenario(options_.scenario_file, options_.run.drill.seed, options_.difficulty,
                             options_.language, options_.own_faults);
    prepare(scenario, options_.run.drill, options_.mode);
    building_ = std::make_unique<Building>(make_building(std::move(scenario)));
    moments_ = std::make_unique<Moments>(&*building_->scenario.drill);
    std::optional<ScriptPilot> pilot;
    if (!options_.script.empty()) pilot.emplace(options_.script, *building_);
    Store store(options_.database);
    DrillRun run(*building_, options_.run, &store);
    record_id_.store(run.record_id());
    std::ofstream hashes;
    if (!options_.hashes_out.empty()) hashes.open(options_.hashes_out);
    {
        // Until the window has taken over, the head stays turned as the scenario has it.
        const std::lock_guard lock(mutex_);
        const TraineeView& trainee = run.drill().trainee();
        hands_.yaw_mdeg =
            static_cast<std::int32_t>(std::lround(trainee.yaw_rad * 180000 / std::numbers::pi));
    }
    publish(run.drill());
    phase_.store(Phase::running, std::memory_order_release);

    const double dt_s = options_.run.drill.dt_s;
    const auto tick_time = std::chrono::duration_cast<Clock::duration>(
        std::chrono::duration<double>(options_.pace > 0 ? dt_s / options_.pace : 0));
    auto due = Clock::now();
    auto speed_since = due;
    std::uint64_t speed_ticks = 0;
    while (!stop_.load() && !run.drill().finished()) {
        if (paused_.load()) {
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            due = speed_since = Clock::now();
            speed_ticks = 0;
            continue;
        }
        run.tick(pilot ? pilot->next(run.drill()) : take_input());
        if (hashes.is_open())
            hashes << fmt::format("{} {}\n", run.drill().ticks(), hash_hex(run.drill().hash()));
        publish(run.drill());
        due += tick_time;
        const auto now = Clock::now();
        if (due > now) {
            std::this_thread::sleep_until(due);
        } else if (now - due > std::chrono::milliseconds(250)) {
            due = now;  // too slow for the clock: stretch time rather than race after it
        }
        ++speed_ticks;
        if (static_cast<double>(speed_ticks) * dt_s >= 1.0) {
            const double real_s = std::chrono::duration<double>(Clock::now() - speed_since).count();
            speed_.store(static_cast<double>(speed_ticks) * dt_s / real_s);
            speed_since = Clock::now();
            speed_ticks = 0;
        }
    }
    const bool interrupted = !run.drill().finished();
    run.finish(interrupted);
    if (run.storage_error()) {
        const std::string rescue = fmt::format("firedrill-rescue-{}.replay", run.record_id());
        write_replay(run.replay(), rescue);
        Problem problem = *run.storage_error();
        problem.advice += " -> " + rescue;
        set_problem(problem);
    }
    if (!options_.replay_out.empty()) write_replay(run.replay(), options_.replay_out);
    replay_ = run.replay();
    publish(run.drill());
    phase_.store(Phase::finished, std::memory_order_release);
}

}  // namespace firedrill
