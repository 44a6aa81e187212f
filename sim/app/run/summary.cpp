#include "app/run/summary.hpp"

#include <ctime>
#include <nlohmann/json.hpp>

#include "base/hash.hpp"

namespace firedrill {
namespace {

std::int64_t now_ns(clockid_t clock) {
    timespec time{};
    clock_gettime(clock, &time);
    return static_cast<std::int64_t>(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

}  // namespace

RunClock::RunClock()
    : wall_start_ns_(now_ns(CLOCK_MONOTONIC)), cpu_start_ns_(now_ns(CLOCK_PROCESS_CPUTIME_ID)) {}

double RunClock::wall_s() const {
    return static_cast<double>(now_ns(CLOCK_MONOTONIC) - wall_start_ns_) * 1e-9;
}

double RunClock::cpu_s() const {
    return static_cast<double>(now_ns(CLOCK_PROCESS_CPUTIME_ID) - cpu_start_ns_) * 1e-9;
}

std::string summary_json(const Drill& drill, const RunClock& clock, int threads,
                         const DrillOutcome* outcome) {
    const DrillTotals totals = drill.totals();
    const double wall_s = clock.wall_s();
    const double cell_steps =
        static_cast<double>(totals.fire.cells) * static_cast<double>(totals.fire.flow_steps);
    nlohmann::ordered_json json;
    json["scenario"] = drill.building().scenario.id;
    json["cells"] = totals.fire.cells;
    json["flow_steps"] = totals.fire.flow_steps;
    json["simulated_s"] = totals.simulated_s;
    json["wall_s"] = wall_s;
    json["cpu_s"] = clock.cpu_s();
    json["ns_per_cell_step"] =
        cell_steps > 0 ? nlohmann::ordered_json(wall_s * 1e9 / cell_steps) : nullptr;
    json["times_real_time"] = totals.simulated_s / wall_s;
    if (totals.fire.flow_steps > 0) {
        json["pressure_iterations_per_step"] =
            static_cast<double>(totals.fire.pressure_iterations) /
            static_cast<double>(totals.fire.flow_steps);
    }
    json["threads"] = threads;
    json["hrr_kw"] = totals.fire.hrr_kw;
    json["max_temperature_c"] = totals.fire.max_temperature_c;
    json["occupants_total"] = totals.crowd.total;
    json["occupants_out"] = totals.crowd.out;
    json["occupants_inside"] = totals.crowd.inside;
    json["occupants_incapacitated"] = totals.crowd.incapacitated;
    json["evacuation_time_s"] = totals.crowd.total > 0 && totals.crowd.last_out_s >= 0
                                    ? nlohmann::ordered_json(totals.crowd.last_out_s)
                                    : nullptr;
    const CrowdSettings& crowd = drill.settings().crowd;
    json["smoke_speed_law"] = smoke_speed_law_name(crowd.smoke_speed);
    json["door_flow_limit"] = door_flow_limit_name(crowd.door_flow);
    json["turn_back_extinction_1_m"] = crowd.turn_back_extinction_1_m;
    json["stranger_turn_back_extinction_1_m"] = crowd.stranger_turn_back_extinction_1_m;
    json["crowding_cost"] = crowd.crowding_cost;
    json["mass_balance_error"] = totals.fire.mass_balance_error;
    json["energy_balance_error"] = totals.fire.energy_balance_error;
    json["hash"] = hash_hex(drill.hash());
    if (outcome != nullptr) {
        json["score"] = outcome->score.total;
        json["passed"] = outcome->score.passed;
        json["record_id"] = outcome->record_id;
    }
    return json.dump(2) + "\n";
}

}  // namespace firedrill
