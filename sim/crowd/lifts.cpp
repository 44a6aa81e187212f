// Lifts, used against the rule in a fire: people wait before the car, ride to the storey with an
// exit and get out. A power cut, or smoke where the car is or before its doors, stops it: who is in
// it is trapped, who waits takes the stair.
//
//      lobby            car (a room on each storey, same plan)
//   o o o  →|  region · |        idle → boarding → moving → idle
//           |___________|          any of them → stuck

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

#include "crowd/behaviour.hpp"

namespace firedrill::crowd {
namespace {

constexpr double waits_before_m = 1.6;       // the car's middle is this much further than the door
constexpr double called_from_m = 4.0;        // who waits so near gets in
constexpr double boarding_at_most_s = 12.0;  // then the doors shut (own estimate)
constexpr double doors_take_s = 3.0, acceleration_takes_s = 2.0;
constexpr double smoke_stops_1_m = 0.15;  // at a lobby: those in it stay, those before it leave
constexpr double head_m = 1.6;

std::size_t at(std::int32_t index) {
    return static_cast<std::size_t>(index);
}

const Lift& lift_of(const State& state, const LiftCar& car) {
    return state.building.scenario.lifts[at(car.lift)];
}

bool in_car(const State& state, const LiftCar& car, std::size_t who) {
    return state.people.layer[who] == car.layers[car.at] &&
           inside(lift_of(state, car).region, state.people.position[who]);
}

bool rides(const LiftCar& car, std::size_t who) {
    return std::find(car.riders.begin(), car.riders.end(), static_cast<std::int32_t>(who)) !=
           car.riders.end();
}

// In which of a car's storeys someone is; the number of storeys: in none.
std::size_t level_of(const State& state, const LiftCar& car, std::size_t who) {
    return static_cast<std::size_t>(
        std::find(car.layers.begin(), car.layers.end(), state.people.layer[who]) -
        car.layers.begin());
}

bool smoke_before(const State& state, const LiftCar& car, std::size_t level,
                  const CrowdInputs& inputs) {
    if (inputs.air == nullptr) return false;
    const Vec2 place = state.map.centre(car.cells[level]);
    return inputs.air->sample({place.x, place.y, car.z[level] + head_m}).extinction_1_m >
           smoke_stops_1_m;
}

bool moves(const State& state, const LiftCar& car, const CrowdInputs& inputs) {
    return inputs.power == nullptr || inputs.power->moves(lift_of(state, car));
}

// Before the car, or on the way to it; the car is not theirs yet.
bool waits_for(const State& state, const LiftCar& car, std::size_t who) {
    const Occupants& people = state.people;
    return people.errand[who] == ErrandKind::ride &&
           &state.behaviour.lifts[at(people.errand_for[who])] == &car && !rides(car, who);
}

void hold(State& state, std::size_t who) {
    state.people.pace[who] = 0;
    state.people.held[who] = 1;
}

void stick(State& state, LiftCar& car, const CrowdInputs& inputs) {
    car.phase = LiftCar::Phase::stuck;
    for (std::size_t r = car.riders.size(); r-- > 0;) {
        const auto who = at(car.riders[r]);
        if (in_car(state, car, who)) {
            state.events.push_back(
                {CrowdEvent::Kind::trapped, state.time_s, car.riders[r], car.lift});
        } else {
            car.riders.erase(car.riders.begin() + static_cast<std::ptrdiff_t>(r));
            end_errand(state, who, inputs);
        }
    }
}

void let_out(State& state, LiftCar& car, const CrowdInputs& inputs) {
    Occupants& people = state.people;
    for (const std::int32_t rider : car.riders) {
        const auto who = at(rider);
        people.layer[who] = car.layers[car.at];
        people.cell[who] = state.map.cell_at(people.layer[who], people.position[who]);
        people.floor_z[who] =
            static_cast<float>(state.map.floor_z(people.layer[who], people.position[who]));
        people.likes_lifts[who] = 0;
        end_errand(state, who, inputs);
    }
    car.riders.clear();
}

// Who stands nearest gets in first.
void admit(State& state, LiftCar& car) {
    const auto capacity = static_cast<std::size_t>(lift_of(state, car).capacity);
    while (car.riders.size() < capacity) {
        std::int32_t next = -1;
        float least = static_cast<float>(called_from_m);
        for (const std::int32_t user : state.behaviour.lift_users) {
            const auto who = at(user);
            if (!waits_for(state, car, who) || level_of(state, car, who) != car.at) continue;
            const float left = errand_left(state, who);
            if (left < least) least = left, next = user;
        }
        if (next < 0) return;
        car.riders.push_back(next);
    }
}

// Where someone waits: the storey nearest to the car, the lower of two.
std::size_t called_to(const State& state, const LiftCar& car) {
    std::size_t best = car.layers.size();
    for (const std::int32_t user : state.behaviour.lift_users) {
        const auto who = at(user);
        const std::size_t level = level_of(state, car, who);
        if (!waits_for(state, car, who) || level == car.layers.size()) continue;
        const auto far = [&](std::size_t l) { return std::abs(car.z[l] - car.z[car.at]); };
        if (best == car.layers.size() || far(level) < far(best)) best = level;
    }
    return best;
}

void send_to(State& state, LiftCar& car, std::size_t level) {
    car.phase = LiftCar::Phase::moving;
    car.to = level;
    const double way = std::abs(car.z[level] - car.z[car.at]);
    car.until_s =
        state.time_s + way / lift_of(state, car).speed + doors_take_s + acceleration_takes_s;
}

void run_car(State& state, LiftCar& car, const CrowdInputs& inputs) {
    if (car.phase == LiftCar::Phase::stuck) {
        if (moves(state, car, inputs) && !smoke_before(state, car, car.at, inputs)) {
            car.phase = LiftCar::Phase::idle;
            let_out(state, car, inputs);
        }
        return;
    }
    if (!moves(state, car, inputs) || smoke_before(state, car, car.at, inputs)) {
        stick(state, car, inputs);
        return;
    }
    if (car.phase == LiftCar::Phase::moving && state.time_s >= car.until_s) {
        car.at = car.to;
        car.phase = LiftCar::Phase::idle;
        let_out(state, car, inputs);
    }
    if (car.phase == LiftCar::Phase::idle) {
        const std::size_t call = called_to(state, car);
        if (call == car.layers.size()) return;
        if (call != car.at) {
            send_to(state, car, call);
            return;
        }
        car.phase = LiftCar::Phase::boarding;
        car.until_s = state.time_s + boarding_at_most_s;
    }
    if (car.phase != LiftCar::Phase::boarding) return;
    admit(state, car);
    const bool all_in = !car.riders.empty() &&
                        std::all_of(car.riders.begin(), car.riders.end(),
                                    [&](std::int32_t r) { return in_car(state, car, at(r)); });
    if (!all_in && state.time_s < car.until_s) return;
    for (std::size_t r = car.riders.size(); r-- > 0;) {
        if (!in_car(state, car, at(car.riders[r])))
            car.riders.erase(car.riders.begin() + static_cast<std::ptrdiff_t>(r));
    }
    if (car.riders.empty()) {
        car.phase = LiftCar::Phase::idle;  // they are on their way: the doors open again
        return;
    }
    send_to(state, car, car.leaves_at);
}

// Whether someone who likes lifts finds one from here.
void take_lift(State& state, std::size_t who) {
    for (std::size_t l = 0; l < state.behaviour.lifts.size(); ++l) {
        const LiftCar& car = state.behaviour.lifts[l];
        const std::size_t level = level_of(state, car, who);
        if (level == car.layers.size() || level == car.leaves_at ||
            car.phase == LiftCar::Phase::stuck)
            continue;
        if (begin_errand(state, who, ErrandKind::ride, car.cells[level],
                         static_cast<std::int32_t>(l)))
            return;
    }
    state.people.likes_lifts[who] = 0;
}

}  // namespace

void prepare_lifts(State& state) {
    const Scenario& scenario = state.building.scenario;
    for (std::size_t l = 0; l < scenario.lifts.size(); ++l) {
        const Lift& lift = scenario.lifts[l];
        LiftCar car;
        car.lift = static_cast<std::int32_t>(l);
        Vec2 middle{0, 0};
        for (const Vec2 p : lift.region) middle += p / static_cast<double>(lift.region.size());
        for (std::size_t s = 0; s < scenario.storeys.size(); ++s) {
            if (std::find(lift.storeys.begin(), lift.storeys.end(), scenario.storeys[s].id) ==
                lift.storeys.end())
                continue;
            const std::int32_t layer = state.map.layer_of_storey(StoreyIndex(s));
            const std::int32_t cell = layer < 0 ? -1 : state.map.cell_at(layer, middle);
            if (cell < 0 || state.map.surface[static_cast<std::size_t>(cell)] == Surface::none)
                continue;
            for (const OpeningIndex exit : state.building.exit_openings) {
                if (state.building.openings[exit.at()].storey == StoreyIndex(s))
                    car.leaves_at = car.layers.size();
            }
            car.layers.push_back(layer);
            car.cells.push_back(cell);
            car.z.push_back(state.map.z[static_cast<std::size_t>(cell)]);
        }
        car.riders.reserve(static_cast<std::size_t>(lift.capacity));
        if (car.layers.size() < 2) continue;
        car.at = car.leaves_at;
        state.behaviour.lifts.push_back(std::move(car));
    }
}

void ride_lifts(State& state, const CrowdInputs& inputs) {
    Occupants& people = state.people;
    if (state.behaviour.lifts.empty()) return;
    for (const std::int32_t user : state.behaviour.lift_users) {
        const auto who = at(user);
        if (people.state[who] != OccupantState::walking || people.likes_lifts[who] == 0) continue;
        if (people.errand[who] == ErrandKind::none) {
            take_lift(state, who);
            continue;
        }
        if (people.errand[who] != ErrandKind::ride) continue;
        const LiftCar& car = state.behaviour.lifts[at(people.errand_for[who])];
        if (rides(car, who)) {
            if (car.phase != LiftCar::Phase::boarding) hold(state, who);
            continue;
        }
        const bool gives_up = car.phase == LiftCar::Phase::stuck || errand_hopeless(state, who) ||
                              people.extinction[who] > smoke_stops_1_m;
        if (gives_up) {
            people.likes_lifts[who] = 0;
            end_errand(state, who, inputs);
        } else if (errand_left(state, who) < waits_before_m) {
            hold(state, who);
        }
    }
    for (LiftCar& car : state.behaviour.lifts) {
        // Who was felled or called away rides no more.
        std::erase_if(car.riders, [&](std::int32_t rider) {
            return people.errand[at(rider)] != ErrandKind::ride;
        });
        run_car(state, car, inputs);
    }
}

}  // namespace firedrill::crowd
