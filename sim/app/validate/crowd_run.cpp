#include "app/validate/crowd_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <glm/geometric.hpp>

#include "app/validate/watch.hpp"
#include "base/error.hpp"
#include "building/load.hpp"

namespace firedrill::validate {
namespace {

constexpr double tick_s = 0.05;  // the drill's own
constexpr int ticks_per_sample = 10;
constexpr double counts_as_moved_m = 0.05;
// Crowds are put in as densely as a case asks for; so long they may take to stand apart.
constexpr double parts_until_s = 5;
// The last out may still have a line to pass in the door.
constexpr double passes_last_line_s = 2;

Scenario scenario_for(const CaseBook& book, const RunSpec& spec) {
    const std::string file = book.folder + "/" + book.scenes.at(spec.scene).file;
    Scenario scenario = load_scenario(file, Language::en);
    const auto unknown = [&](const std::string& id) {
        throw LoadError({{file, 0, ""}, "has no \"" + id + "\"", "correct the list of cases"});
    };
    for (const auto& [id, count] : spec.counts) {
        auto group = std::find_if(scenario.occupants.begin(), scenario.occupants.end(),
                                  [&, name = id](const OccupantGroup& g) { return g.id == name; });
        if (group == scenario.occupants.end()) unknown(id);
        group->count = count;
    }
    if (spec.speed) {
        for (Profile& profile : scenario.profiles) {
            profile.speed = {};
            profile.speed.a = *spec.speed;
        }
    }
    return scenario;
}

std::int32_t place_in(const std::vector<std::string>& names, const std::string& id,
                      const char* kind) {
    const auto found = std::find(names.begin(), names.end(), id);
    if (found == names.end()) {
        throw LoadError({{fmt::format("{} \"{}\"", kind, id), 0, ""},
                         "is not in the scene that the case runs",
                         "correct the list of cases"});
    }
    return static_cast<std::int32_t>(found - names.begin());
}

// Tells when a crowd has stopped for good: nobody left the building, and none of those who walk
// came 2 m farther, for a minute and a half. Saves the rest of a run that jams; those inside stay
// inside.
class Standstill {
  public:
    bool look(const OccupantsView& people, double time_s) {
        if (time_s < next_s_) return false;
        constexpr double window_s = 90, far_enough_m = 2;
        next_s_ = time_s + window_s;
        bool stands = !last_.empty(), waits = false;
        int out = 0;
        for (std::size_t who = 0; who < people.position.size(); ++who) {
            const bool left = people.out_time_s[who] >= 0;
            out += left;
            waits |= people.state[who] == OccupantState::waiting;
            stands &= left || last_.empty() ||
                      glm::distance(last_[who], people.position[who]) < far_enough_m;
        }
        stands &= !waits && out == last_out_;
        last_out_ = out;
        last_.assign(people.position.begin(), people.position.end());
        return stands;
    }

  private:
    std::vector<Vec2> last_;
    int last_out_ = -1;
    double next_s_ = 0;
};

class Recorder {
  public:
    Recorder(const Building& building, const WalkMap& map, const Scene& scene, const Crowd& crowd,
             RunRecord& record)
        : scene_(scene), crowd_(crowd), record_(record), watch_(map, crowd.occupants()) {
        const OccupantsView people = crowd.occupants();
        const Scenario& scenario = building.scenario;
        nowhere_to_assemble_ = scenario.assembly_points.empty();
        for (const OccupantGroup& group : scenario.occupants) {
            record.groups.push_back(group.id);
            const Entity plan = building.find(group.plan);
            const Entity exit =
                plan.kind == EntityKind::plan
                    ? building.find(scenario.plans[static_cast<std::size_t>(plan.index)].exit)
                    : Entity{};
            record.planned_exit.push_back(exit.kind == EntityKind::exit ? exit.index : -1);
        }
        for (const Exit& exit : scenario.exits) record.exits.push_back(exit.id);
        for (const MeasuringLine& line : scene.lines) record.lines.push_back(line.id);
        for (const MeasuringArea& region : scene.areas) {
            record.areas.push_back(region.id);
            record.area_m2.push_back(area(region.region));
            std::vector<std::uint8_t> counts(map.layers.size(), 1);
            for (std::size_t l = 0; l < map.layers.size(); ++l) {
                const WalkLayer& layer = map.layers[l];
                const std::string& id = layer.storey ? scenario.storeys[layer.storey.at()].id
                                                     : scenario.stairs[layer.stair.at()].id;
                counts[l] = region.layer.empty() || region.layer == id;
            }
            layer_counts_.push_back(std::move(counts));
        }
        record.samples.resize(scene.areas.size());
        record.people.resize(people.position.size());
        for (std::size_t who = 0; who < record.people.size(); ++who) {
            PersonRecord& person = record.people[who];
            person.group = people.group[who];
            const Distribution& pre =
                scenario.occupants[static_cast<std::size_t>(person.group)].pre_movement;
            if (pre.kind == Distribution::Kind::constant) person.given_start_s = pre.a;
            person.passed_s.assign(scene.lines.size(), -1);
        }
        first_.assign(people.position.begin(), people.position.end());
        last_ = sampled_ = first_;
        present_.assign(first_.size(), 1);
    }

    void after_step(Crowd& crowd, double time_s, int tick, std::span<const DoorForCrowd> doors) {
        const OccupantsView people = crowd_.occupants();
        for (const CrowdEvent& event : crowd.take_events()) {
            PersonRecord& person = record_.people[static_cast<std::size_t>(event.occupant)];
            if (event.kind == CrowdEvent::Kind::started) person.started_s = event.time_s;
            if (event.kind == CrowdEvent::Kind::incapacitated) person.fallen_s = event.time_s;
        }
        watch_.look(people, doors);
        for (std::size_t who = 0; who < first_.size(); ++who) {
            PersonRecord& person = record_.people[who];
            const Vec2 now = people.position[who];
            if (person.moved_s < 0 && glm::distance(first_[who], now) > counts_as_moved_m)
                person.moved_s = time_s;
            for (std::size_t l = 0; l < scene_.lines.size(); ++l) {
                const MeasuringLine& line = scene_.lines[l];
                if (person.passed_s[l] < 0 && last_[who] != now)
                    person.passed_s[l] = passing(last_[who], now, line, time_s);
            }
            last_[who] = now;
            present_[who] = !(nowhere_to_assemble_ && people.out_time_s[who] >= 0) &&
                            people.state[who] != OccupantState::incapacitated;
        }
        if (tick % ticks_per_sample == 0) sample(people, time_s);
    }

    void finish() {
        const OccupantsView people = crowd_.occupants();
        for (std::size_t who = 0; who < record_.people.size(); ++who) {
            record_.people[who].out_s = people.out_time_s[who];
            record_.people[who].exit_used = people.exit_used[who];
        }
        record_.passed_walls = watch_.passed_walls;
        record_.off_the_floor = watch_.off_the_floor;
    }

  private:
    // When the straight step from…to, made within the last tick, passes the line; -1: it does not.
    static double passing(Vec2 from, Vec2 to, const MeasuringLine& line, double time_s) {
        const Vec2 along = line.b - line.a;
        const auto side = [&](Vec2 p) {
            return along.x * (p.y - line.a.y) - along.y * (p.x - line.a.x);
        };
        const double before = side(from), after = side(to);
        if ((before < 0) == (after < 0)) return -1;
        const double share = before / (before - after);
        const Vec2 at = from + share * (to - from);
        const double where = glm::dot(at - line.a, along) / glm::dot(along, along);
        return where >= 0 && where <= 1 ? time_s - (1 - share) * tick_s : -1;
    }

    void sample(const OccupantsView& people, double time_s) {
        if (time_s > parts_until_s) {
            std::vector<std::uint8_t> walking(present_.size());
            for (std::size_t who = 0; who < walking.size(); ++who)
                walking[who] = people.state[who] == OccupantState::walking;
            record_.overlap_m = std::max(record_.overlap_m, deepest_overlap(people, walking));
        }
        for (std::size_t a = 0; a < scene_.areas.size(); ++a) {
            AreaSample sample;
            sample.time_s = time_s;
            for (std::size_t who = 0; who < first_.size(); ++who) {
                if (present_[who] == 0 ||
                    layer_counts_[a][static_cast<std::size_t>(people.layer[who])] == 0 ||
                    !inside(scene_.areas[a].region, people.position[who]))
                    continue;
                ++sample.people;
                sample.speed_m_s += glm::distance(people.position[who], sampled_[who]) /
                                    (ticks_per_sample * tick_s);
            }
            if (sample.people > 0) sample.speed_m_s /= sample.people;
            record_.samples[a].push_back(sample);
        }
        sampled_.assign(people.position.begin(), people.position.end());
    }

    const Scene& scene_;
    const Crowd& crowd_;
    RunRecord& record_;
    StepWatch watch_;
    bool nowhere_to_assemble_ = true;
    std::vector<std::vector<std::uint8_t>> layer_counts_;  // per area and layer
    std::vector<Vec2> first_, last_, sampled_;
    std::vector<std::uint8_t> present_;
};

}  // namespace

std::size_t RunRecord::line(const std::string& id) const {
    return static_cast<std::size_t>(place_in(lines, id, "line"));
}
std::size_t RunRecord::area(const std::string& id) const {
    return static_cast<std::size_t>(place_in(areas, id, "area"));
}
std::int32_t RunRecord::group(const std::string& id) const {
    return place_in(groups, id, "group");
}
std::int32_t RunRecord::exit(const std::string& id) const {
    return place_in(exits, id, "exit");
}

RunRecord run_crowd(const CaseBook& book, const RunSpec& spec, std::uint64_t seed,
                    const CrowdFaults& faults) {
    const auto begin = std::chrono::steady_clock::now();
    const Building building = make_building(scenario_for(book, spec), Language::en);
    const WalkMap map = make_walk_map(building);
    Workers workers(1);
    CrowdSettings settings;
    settings.door_flow = spec.door_flow;
    settings.smoke_speed = spec.smoke_law;
    settings.faults = faults;
    std::vector<DoorForCrowd> doors(building.openings.size());
    const auto shut = [&](const std::string& id) {
        const Entity entity = building.find(id);
        if (entity.kind != EntityKind::opening) {
            throw LoadError({{building.scenario.file, 0, ""},
                             "has no opening \"" + id + "\"",
                             "correct the list of cases"});
        }
        doors[static_cast<std::size_t>(entity.index)] = {false, 0.0f};
    };
    for (std::size_t o = 0; o < doors.size(); ++o) {
        if (building.scenario.openings[o].kind == OpeningKind::window) doors[o] = {false, 0.0f};
    }
    for (const std::string& id : spec.closed) shut(id);

    RunRecord record;
    Crowd crowd(building, map, settings, seed, workers);
    Recorder recorder(building, map, book.scenes.at(spec.scene), crowd, record);
    CrowdInputs inputs;
    inputs.alarm = true;
    inputs.even_air = spec.air ? &*spec.air : nullptr;
    double time_s = 0, ends_s = -1;
    Standstill standstill;
    for (int tick = 1; time_s < spec.until_s; ++tick) {
        for (const auto& [id, at_s] : spec.closes) {
            if (time_s <= at_s && time_s + tick_s > at_s) shut(id);
        }
        inputs.doors = doors;
        crowd.step(tick_s, inputs);
        time_s = tick * tick_s;
        recorder.after_step(crowd, time_s, tick, doors);
        record.agent_steps += static_cast<double>(record.people.size());
        const CrowdTotals totals = crowd.totals();
        const bool over = totals.inside == 0 || totals.inside == totals.incapacitated;
        if (over && ends_s < 0) ends_s = time_s + passes_last_line_s;
        if (over && time_s >= ends_s) break;
        if (standstill.look(crowd.occupants(), time_s)) break;
        if (spec.until_started &&
            std::all_of(record.people.begin(), record.people.end(), [&](const PersonRecord& p) {
                return p.started_s >= 0 && (p.moved_s >= 0 || time_s > p.started_s + 2);
            }))
            break;
    }
    recorder.finish();
    record.ended_s = time_s;
    record.left_inside = crowd.totals().inside;
    record.wall_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return record;
}

}  // namespace firedrill::validate
