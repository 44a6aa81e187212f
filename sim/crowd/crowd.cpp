#include "crowd/crowd.hpp"

#include <algorithm>
#include <chrono>
#include <glm/geometric.hpp>

#include "base/hash.hpp"
#include "crowd/state.hpp"

namespace firedrill {

std::string_view door_flow_limit_name(DoorFlowLimit limit) {
    return limit == DoorFlowLimit::codes ? "codes" : "free";
}

struct Crowd::Impl {
    crowd::State state;
    std::vector<Vec2> before;

    Impl(const Building& building, const WalkMap& map, const CrowdSettings& settings,
         std::uint64_t seed, Workers& workers)
        : state(building, map, settings, seed, workers) {
        crowd::populate(state);
        crowd::prepare_fields(state);
        make_counters();
        before.resize(state.people.size());
        for (const char* stage :
             {"crowd.routes", "crowd.decide", "crowd.expose", "crowd.move", "crowd.doors"})
            state.times.emplace_back(stage, 0.0);
    }

    void make_counters() {
        const auto& devices = state.building.scenario.devices;
        for (std::size_t d = 0; d < devices.size(); ++d) {
            if (devices[d].quantity != Quantity::people_through) continue;
            crowd::Counter counter;
            counter.device = d;
            const Entity opening = state.building.find(devices[d].opening);
            if (opening.kind == EntityKind::opening) {
                const OpeningPlace& place =
                    state.building.openings[static_cast<std::size_t>(opening.index)];
                counter.a = place.centre - 0.5 * place.width * place.along;
                counter.b = place.centre + 0.5 * place.width * place.along;
                counter.layer = state.map.layer_of_storey(place.storey);
            } else if (devices[d].line.size() >= 2) {
                counter.a = devices[d].line.front();
                counter.b = devices[d].line.back();
                counter.layer = state.map.layer_of_storey(state.building.storey(devices[d].storey));
            }
            state.counters.push_back(counter);
        }
    }

    template <class Stage>
    void timed(std::size_t index, Stage&& stage) {
        const auto start = std::chrono::steady_clock::now();
        stage();
        state.times[index].second +=
            std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    }
};

Crowd::Crowd(const Building& building, const WalkMap& map, const CrowdSettings& settings,
             std::uint64_t seed, Workers& workers)
    : impl_(std::make_unique<Impl>(building, map, settings, seed, workers)) {}

Crowd::~Crowd() = default;

void Crowd::step(double dt, const CrowdInputs& inputs) {
    crowd::State& state = impl_->state;
    state.time_s += dt;
    impl_->timed(0, [&] { crowd::update_fields(state, inputs); });
    impl_->timed(1, [&] { crowd::decide(state, dt, inputs); });
    impl_->timed(2, [&] { crowd::expose(state, dt, inputs); });
    impl_->timed(3, [&] {
        impl_->before = state.people.position;
        crowd::move(state, dt, inputs);
        crowd::arrive(state, dt, impl_->before);
    });
    impl_->timed(4, [&] {
        crowd::request_doors(state, inputs);
        crowd::hold_back_inward_doors(state, dt, inputs);
    });
}

OccupantsView Crowd::occupants() const {
    const crowd::Occupants& people = impl_->state.people;
    return {people.position,  people.layer,      people.floor_z,   people.heading_rad,
            people.speed,     people.radius,     people.state,     people.group,
            people.profile,   people.fed,        people.fed_heat,  people.crawling,
            people.exit_used, people.out_time_s, people.exit_goal, people.held};
}

std::span<const OpeningIndex> Crowd::door_requests() const {
    return impl_->state.requests;
}

std::vector<CrowdEvent> Crowd::take_events() {
    std::vector<CrowdEvent> taken(impl_->state.events);
    impl_->state.events.clear();
    return taken;
}

void Crowd::read_devices(std::span<double> values) const {
    const crowd::State& state = impl_->state;
    for (const crowd::Counter& counter : state.counters) values[counter.device] = counter.passed;
    const auto& devices = state.building.scenario.devices;
    for (std::size_t d = 0; d < devices.size(); ++d) {
        if (devices[d].quantity != Quantity::density || devices[d].region.empty()) continue;
        const std::int32_t layer =
            state.map.layer_of_storey(state.building.storey(devices[d].storey));
        int inside_region = 0;
        for (std::size_t who = 0; who < state.people.size(); ++who) {
            inside_region += state.people.layer[who] == layer &&
                             inside(devices[d].region, state.people.position[who]);
        }
        values[d] = inside_region / area(devices[d].region);
    }
}

CrowdTotals Crowd::totals() const {
    const crowd::Occupants& people = impl_->state.people;
    CrowdTotals totals;
    totals.total = static_cast<int>(people.size());
    double last = -1;
    for (std::size_t who = 0; who < people.size(); ++who) {
        const bool left = people.out_time_s[who] >= 0;
        totals.out += left;
        totals.assembled += people.state[who] == OccupantState::assembled;
        // Who was carried out to nowhere is gone, but no less hurt.
        totals.incapacitated += people.state[who] == OccupantState::incapacitated ||
                                people.fed[who] >= 1.0f || people.fed_heat[who] >= 1.0f;
        last = std::max(last, static_cast<double>(people.out_time_s[who]));
    }
    totals.inside = totals.total - totals.out;
    totals.last_out_s = totals.inside == 0 && totals.total > 0 ? last : -1;
    return totals;
}

std::uint64_t Crowd::hash() const {
    const crowd::Occupants& people = impl_->state.people;
    StateHash hash;
    hash.add(impl_->state.time_s);
    hash.add_all(std::span<const Vec2>(people.position));
    hash.add_all(std::span<const Vec2>(people.velocity));
    hash.add_all(std::span<const std::int32_t>(people.layer));
    hash.add_all(std::span<const OccupantState>(people.state));
    hash.add_all(std::span<const float>(people.fed));
    hash.add_all(std::span<const float>(people.fed_heat));
    hash.add_all(std::span<const std::int32_t>(people.exit_goal));
    return hash.value();
}

std::vector<std::pair<std::string, double>> Crowd::stage_times() const {
    return impl_->state.times;
}

double Crowd::distance_to_exit(std::int32_t cell) const {
    double nearest = no_route;
    for (const crowd::Exit& exit : impl_->state.exits) {
        if (!exit.cost.empty())
            nearest =
                std::min(nearest, static_cast<double>(exit.cost[static_cast<std::size_t>(cell)]));
    }
    return nearest;
}

}  // namespace firedrill
