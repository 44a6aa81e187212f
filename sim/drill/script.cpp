#include "drill/script.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <glm/geometric.hpp>
#include <iterator>
#include <nlohmann/json.hpp>
#include <numbers>
#include <set>

#include "base/error.hpp"
#include "crowd/route_field.hpp"
#include "drill/doors.hpp"
#include "drill/script_action.hpp"
#include "drill/script_plan.hpp"
#include "drill/whereabouts.hpp"

namespace firedrill {
namespace {

constexpr double turn_deg_per_s = 240.0;
constexpr double walk_timeout_s = 120.0;
constexpr double aim_timeout_s = 7.0;
constexpr double hand_reach_m = 1.55;
constexpr double call_timeout_s = 150.0;

// Lines on which the objects of the array "actions" begin, in order (they hold no nested objects).
std::vector<int> object_lines(const std::string& text) {
    std::vector<int> lines;
    int line = 1, depth = 0;
    bool in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\n') ++line;
        if (in_string) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                in_string = false;
        } else if (c == '"') {
            in_string = true;
        } else if (c == '/' && i + 1 < text.size() && text[i + 1] == '/') {
            while (i + 1 < text.size() && text[i + 1] != '\n') ++i;
        } else if (c == '{') {
            if (++depth == 2) lines.push_back(line);
        } else if (c == '}') {
            --depth;
        }
    }
    return lines;
}

}  // namespace

struct ScriptPilot::Impl {
    const Building& building;       // as loaded
    const Building* now = nullptr;  // as it is: faults may have been mended
    DrillPhase phase = DrillPhase::inspection;
    std::string file, name;
    std::vector<ScriptAction> actions;
    std::size_t current = 0;
    int failed = 0;

    // Of the action at hand.
    double begun_s = -1;
    int pressed_ticks = 0;
    bool routed = false;
    std::vector<float> route, slowness;
    std::unique_ptr<RouteSolver> solver;
    double yaw_deg = 0, pitch_deg = 0;
    bool have_view = false;
    double stuck_s = 0, door_s = -10;
    Vec2 last_place{1e9, 1e9};

    explicit Impl(const Building& b) : building(b) {}

    void parse(const std::string& text);
    void check_target(const ScriptAction& action, const Place& place) const;
    Vec3 point_of(const std::string& id) const { return firedrill::point_of(*now, id); }
    StoreyIndex storey_of(const std::string& id) const { return firedrill::storey_of(*now, id); }
    bool turn_towards(const Drill& drill, Vec3 point, double dt, TickInput& input);
    void look(double yaw, double pitch, TickInput& input) {
        yaw_deg = yaw, pitch_deg = pitch;
        input.yaw_mdeg = static_cast<std::int32_t>(std::lround(yaw_deg * 1000));
        input.pitch_mdeg = static_cast<std::int32_t>(std::lround(pitch_deg * 1000));
    }
    bool stands_open(const Drill& drill, const std::string& id) const;
    Vec3 leaf_point(const std::string& opening) const;
    bool steer(const Drill& drill, const ScriptAction& action, double dt, TickInput& input);
    bool solve(const Drill& drill, const ScriptAction& action);
    bool press(const Drill& drill, const ScriptAction& action, std::uint16_t button, double dt,
               TickInput& input);
    bool phone(const Drill& drill, const ScriptAction& action, TickInput& input);
    bool unseen = false;  // an action since the last walk failed
    void next_action(bool failure) {
        if (actions[current].what == ScriptDo::walk_to) unseen = false;
        unseen = unseen || failure;
        failed += failure;
        ++current;
        begun_s = -1;
        pressed_ticks = 0;
        routed = false;
        stuck_s = 0;
        door_s = -10;
    }
};

ScriptPilot::ScriptPilot(const std::string& file, const Building& building)
    : impl_(std::make_unique<Impl>(building)) {
    impl_->file = file;
    std::ifstream stream(file);
    if (!stream) {
        throw LoadError({{file, 0, ""},
                         "the script cannot be opened / 脚本无法打开",
                         "check the path / 请检查路径"});
    }
    impl_->parse(std::string(std::istreambuf_iterator<char>(stream), {}));
}

ScriptPilot::~ScriptPilot() = default;
bool ScriptPilot::done() const {
    return impl_->current >= impl_->actions.size();
}
int ScriptPilot::failed_actions() const {
    return impl_->failed;
}
const std::string& ScriptPilot::trainee_name() const {
    return impl_->name;
}

void ScriptPilot::Impl::parse(const std::string& text) {
    nlohmann::json json;
    try {
        json = nlohmann::json::parse(text, nullptr, true, true);
    } catch (const nlohmann::json::parse_error& error) {
        const int line =
            1 + static_cast<int>(std::count(
                    text.begin(),
                    text.begin() + static_cast<std::ptrdiff_t>(std::min(error.byte, text.size())),
                    '\n'));
        throw LoadError(
            {{file, line, ""}, "no JSON / 不是 JSON", "mend the syntax there / 请修正此处语法"});
    }
    const std::vector<int> lines = object_lines(text);
    if (!json.is_object() || !json.contains("actions") || !json["actions"].is_array()) {
        throw LoadError({{file, 1, ""},
                         "a script is an object with \"actions\" / 脚本应为含 actions 的对象",
                         "see the shipped trainees / 参考自带学员"});
    }
    name = json.value("name", "");
    static const std::set<std::string> known{
        "do",     "at_s",   "seconds", "timeout", "within", "sweep", "run",  "crouch", "at",
        "storey", "target", "event",   "code",    "is",     "facts", "text", "share",  "manner"};
    for (std::size_t i = 0; i < json["actions"].size(); ++i) {
        const auto& entry = json["actions"][i];
        const Place place{file, i < lines.size() ? lines[i] : 0, "/actions/" + std::to_string(i)};
        try {
            ScriptAction action;
            const std::string what = entry.at("do").get<std::string>();
            const auto found = std::find_if(std::begin(actions_by_name), std::end(actions_by_name),
                                            [&](const NamedDo& n) { return what == n.name; });
            if (found == std::end(actions_by_name)) {
                throw LoadError({place, "unknown action '" + what + "' / 未知动作",
                                 "see drill/script.hpp for the list / 见动作列表"});
            }
            for (const auto& [key, value] : entry.items()) {
                if (!known.contains(key))
                    throw LoadError({place, "unknown key '" + key + "' / 未知的键",
                                     "remove it or mend its name / 删除或改正"});
            }
            action.what = found->what;
            action.at_s = entry.value("at_s", 0.0);
            action.seconds = entry.value("seconds", 0.0);
            action.share = entry.value("share", 1.0);
            action.manner = entry.value("manner", "thorough");
            action.timeout_s = entry.value("timeout", 60.0);
            action.within_m = entry.value("within", 0.0);
            action.sweep_deg = entry.value("sweep", 0.0);
            action.run = entry.value("run", false);
            action.crouch = entry.value("crouch", false);
            if (entry.contains("at")) {
                action.has_at = true;
                action.at = {entry["at"].at(0).get<double>(), entry["at"].at(1).get<double>()};
            }
            action.storey = entry.value("storey", "");
            action.target = entry.value("target", "");
            for (const char* key : {"event", "code", "is", "facts", "text"}) {
                if (entry.contains(key)) action.text = entry[key].get<std::string>();
            }
            check_target(action, place);
            actions.push_back(std::move(action));
        } catch (const nlohmann::json::exception& error) {
            throw LoadError({place, error.what(), "mend this action / 请修正此动作"});
        }
    }
}

void ScriptPilot::Impl::check_target(const ScriptAction& action, const Place& place) const {
    if (!action.target.empty() && building.find(action.target).kind == EntityKind::none) {
        throw LoadError({place, "unknown target '" + action.target + "' / 未知目标",
                         "use an id of the scenario / 请用场景中的编号"});
    }
    if (action.what == ScriptDo::walk_to && action.target.empty()) {
        if (!action.has_at || !building.storey(action.storey)) {
            throw LoadError(
                {place,
                 "walk_to needs a target, or at and storey / walk_to 需要 target 或 at 与 storey",
                 "add them / 请补充"});
        }
    }
    if (action.what == ScriptDo::wait_for && event_name(action.text).empty()) {
        throw LoadError({place, "unknown event '" + action.text + "' / 未知事件",
                         "see drill/timeline.hpp for the list / 见事件列表"});
    }
}

// Turns the head at a person's pace; true when it looks at the point.
bool ScriptPilot::Impl::turn_towards(const Drill& drill, Vec3 point, double dt, TickInput& input) {
    const TraineeView& me = drill.trainee();
    const Vec3 way = point - (me.feet + Vec3(0, 0, me.eye_height_m));
    const double yaw = std::atan2(way.y, way.x) * 180 / std::numbers::pi;
    const double pitch = std::atan2(way.z, std::hypot(way.x, way.y)) * 180 / std::numbers::pi;
    const double most = turn_deg_per_s * dt;
    const double yaw_left = std::remainder(yaw - yaw_deg, 360.0),
                 pitch_left = std::clamp(pitch, -85.0, 85.0) - pitch_deg;
    look(yaw_deg + std::clamp(yaw_left, -most, most),
         pitch_deg + std::clamp(pitch_left, -most, most), input);
    return std::abs(yaw_left) <= most && std::abs(pitch_left) <= most;
}

bool ScriptPilot::Impl::solve(const Drill& drill, const ScriptAction& action) {
    const WalkMap& map = drill.walk_map();
    if (!solver) solver = std::make_unique<RouteSolver>(map);
    slowness.assign(map.cells(), no_route);
    for (std::size_t c = 0; c < map.cells(); ++c) {
        if (map.surface[c] == Surface::none) continue;
        const std::int16_t opening = map.opening[c];
        if (opening >= 0 &&
            !drill.doors().passable(OpeningIndex(static_cast<std::int32_t>(opening))))
            continue;
        slowness[c] = map.clearance[c] < 0.3f ? 3.0f : 1.0f;
    }
    const bool by_target = !action.target.empty();
    const Vec3 goal = by_target ? point_of(action.target) : Vec3(action.at, 0);
    const std::int32_t layer =
        map.layer_of_storey(by_target ? storey_of(action.target) : now->storey(action.storey));
    if (layer < 0) return false;
    const auto within_height = [&](OpeningIndex opening, double z) {
        const OpeningPlace& place = now->openings[opening.at()];
        return !by_target || (z > place.z0 - 0.01 && z < place.z1 + 0.01);
    };
    std::vector<std::int32_t> targets;
    const double closest = action.within_m > 0 ? action.within_m : by_target ? 1.0 : 0.15;
    const WalkLayer& raster = map.layers[static_cast<std::size_t>(layer)];
    // Who wants something indoors does not stand outside its wall.
    const std::int32_t goal_cell = map.cell_at(layer, Vec2(goal));
    const bool indoors = by_target && goal_cell >= 0 &&
                         map.surface[static_cast<std::size_t>(goal_cell)] != Surface::outdoors;
    for (double radius = closest; targets.empty() && radius < 4.0; radius += 0.2) {
        for (std::int32_t c = raster.first; c < raster.first + raster.nx * raster.ny; ++c) {
            if (std::isinf(slowness[static_cast<std::size_t>(c)]) ||
                glm::distance(map.centre(c), Vec2(goal)) > radius)
                continue;
            if (map.clearance[static_cast<std::size_t>(c)] < 0.2f) continue;
            if (indoors && map.surface[static_cast<std::size_t>(c)] == Surface::outdoors) continue;
            // Not through a wall: the target stands on this cell's side of it.
            const Vec2 here = map.centre(c);
            bool behind_wall = false;
            for (const WalkSegment& wall : map.segments) {
                if (wall.layer != layer || (wall.opening && within_height(wall.opening, goal.z)))
                    continue;
                // As far as the face of the wall on which something hangs.
                constexpr double on_wall_m = 0.12;
                const double way = glm::distance(here, Vec2(goal));
                const Vec2 to =
                    way > on_wall_m ? here + (Vec2(goal) - here) * (1 - on_wall_m / way) : here;
                const auto turn = [](Vec2 a, Vec2 b, Vec2 d) {
                    return (b.x - a.x) * (d.y - a.y) - (b.y - a.y) * (d.x - a.x);
                };
                behind_wall |= (turn(here, to, wall.a) > 0) != (turn(here, to, wall.b) > 0) &&
                               (turn(wall.a, wall.b, here) > 0) != (turn(wall.a, wall.b, to) > 0);
            }
            if (!behind_wall) targets.push_back(c);
        }
    }
    solver->solve(targets, slowness, route);
    return !targets.empty();
}

// One tick of walking; true when there.
bool ScriptPilot::Impl::steer(const Drill& drill, const ScriptAction& action, double dt,
                              TickInput& input) {
    const WalkMap& map = drill.walk_map();
    const TraineeView& me = drill.trainee();
    if (!routed) {
        routed = true;
        if (!solve(drill, action)) {
            next_action(true);
            return false;
        }
    }
    const Vec2 here{me.feet.x, me.feet.y};
    std::int32_t cell = drill.trainee_cell();
    if (cell < 0 || route[static_cast<std::size_t>(cell)] == no_route) {
        next_action(true);
        return false;
    }
    if (route[static_cast<std::size_t>(cell)] <= 0) return true;

    // Aim at a cell some steps ahead; a shut door on the way is opened by hand first.
    Vec2 aim = here;
    const std::int32_t layer = map.layer_of_cell(cell);
    for (int ahead = 0; ahead < 5; ++ahead) {
        const std::int32_t next = next_cell(map, route, cell);
        if (next < 0) break;
        cell = next;
        const std::int16_t opening = map.opening[static_cast<std::size_t>(cell)];
        if (opening >= 0 &&
            !drill.doors().is_open(OpeningIndex(static_cast<std::int32_t>(opening)))) {
            const OpeningIndex door(static_cast<std::int32_t>(opening));
            const std::string& id = now->scenario.openings[door.at()].id;
            const bool facing = turn_towards(drill, point_of(id), dt, input);
            // A hand on the door once a while; then let it swing. A wide one may have to be gone
            // up to.
            const Vec3 eye = me.feet + Vec3(0, 0, me.eye_height_m);
            const bool at_hand = me.aimed_id == id && glm::distance(eye, me.aimed_at) < 1.4;
            if (facing && at_hand && drill.time_s() - door_s > 3.0) {
                input.buttons |= button_interact;
                door_s = drill.time_s();
            } else if (facing && !at_hand) {
                input.forward = 60;
            }
            return false;
        }
        aim = map.centre(cell);
        if (map.layer_of_cell(cell) != layer) break;
    }
    const Vec2 way = aim - here;
    turn_towards(drill, {here + way * 4.0, me.feet.z + me.eye_height_m}, dt, input);
    const double off_deg = std::abs(
        std::remainder(std::atan2(way.y, way.x) * 180 / std::numbers::pi - yaw_deg, 360.0));
    input.forward = off_deg < 35 ? 100 : off_deg < 80 ? 40 : 0;
    if (action.run) input.buttons |= button_run;
    if (action.crouch) input.buttons |= button_crouch;
    // Held up by a corner or a person: sidestep, then look for the way afresh.
    stuck_s = glm::distance(here, last_place) < 0.2 * dt && input.forward == 100
                  ? stuck_s + dt
                  : std::max(0.0, stuck_s - 2 * dt);
    last_place = here;
    if (stuck_s > 0.4) input.right = std::fmod(stuck_s, 2.0) < 1.0 ? 80 : -80;
    if (stuck_s > 4.0) {
        routed = false;
        stuck_s = 0;
    }
    return false;
}

bool ScriptPilot::Impl::stands_open(const Drill& drill, const std::string& id) const {
    Entity entity = now->find(id);
    if (entity.kind == EntityKind::exit)
        entity = {EntityKind::opening,
                  now->exit_openings[static_cast<std::size_t>(entity.index)].value};
    return entity.kind == EntityKind::opening && drill.doors().is_open(OpeningIndex(entity.index));
}

Vec3 ScriptPilot::Impl::leaf_point(const std::string& opening) const {
    return {open_leaf(*now, OpeningIndex(now->find(opening).index)).middle, point_of(opening).z};
}

// Turns to the target, presses once, lets go; true when done.
bool ScriptPilot::Impl::press(const Drill& drill, const ScriptAction& action, std::uint16_t button,
                              double dt, TickInput& input) {
    if (pressed_ticks > 0) return true;  // released in this tick
    bool ready = true;
    if (!action.target.empty()) {
        const Entity entity = now->find(action.target);
        std::string id = action.target;
        if (entity.kind == EntityKind::exit)
            id = now->scenario.exits[static_cast<std::size_t>(entity.index)].opening;
        const double since_s = drill.time_s() - begun_s;
        // An open door is tried by its doorway, then by its leaf.
        constexpr double look_again_s = 1.0, leaf_until_s = 3.0;
        const bool by_leaf =
            since_s > look_again_s && since_s < leaf_until_s && stands_open(drill, id);
        const double yaw_before = yaw_deg, pitch_before = pitch_deg;
        const bool facing = turn_towards(drill, by_leaf ? leaf_point(id) : point_of(id), dt, input);
        // What hands do to a door they do at arm's length: its leaf may stand further off.
        const bool by_hand = entity.kind != EntityKind::fixture && button != button_inspect &&
                             button != button_measure && button != button_photo;
        const TraineeView& me = drill.trainee();
        const Vec3 eye = me.feet + Vec3(0, 0, me.eye_height_m);
        ready = facing && me.aimed_id == id &&
                (!by_hand || glm::distance(eye, me.aimed_at) < hand_reach_m);
        // The eye rests where it meets the thing; a hair further something may stand before it.
        if (ready) look(yaw_before, pitch_before, input);
        if (!ready && facing && since_s > aim_timeout_s) {
            next_action(true);
            return false;
        }
        // Something is in the way of the eye: a step to one side, then to the other.
        if (!ready && facing && since_s > look_again_s && !by_leaf)
            input.right = std::fmod(since_s, 3.0) < 1.5 ? 45 : -45;
    }
    if (ready) {
        input.buttons |= button;
        ++pressed_ticks;
    }
    return false;
}

// Dials, gives the first of its answers that fits each question, and hangs up when the operator has
// all that is asked for; true when hung up.
bool ScriptPilot::Impl::phone(const Drill& drill, const ScriptAction& action, TickInput& input) {
    const CallView& call = drill.trainee().call;
    const auto say = [&](const std::string& what) {
        input.commands.push_back({TraineeCommand::Kind::say_119, "", what});
    };
    const Timeline& timeline = drill.timeline();
    const bool told = std::any_of(timeline.begin(), timeline.end(), [&](const TimelineEvent& e) {
        return e.name == "trainee.called_119" && e.time_s >= begun_s;
    });
    if (told) {
        if (call.going_on) say("hang_up");
        return true;
    }
    if (pressed_ticks == 0) {
        ++pressed_ticks;
        say("dial");
    } else if (call.waiting) {
        for (const auto& [key, words] : call.answers) {
            if (action.text.find(key) == std::string::npos) continue;
            say(key);
            break;
        }
    }
    return false;
}

TickInput ScriptPilot::next(const Drill& drill) {
    Impl& pilot = *impl_;
    TickInput input;
    const TraineeView& me = drill.trainee();
    pilot.now = &drill.building();
    if (me.phase != pilot.phase) {
        // The walk map has been made anew. A round that the clock has ended is not gone on with.
        pilot.phase = me.phase;
        pilot.solver.reset();
        pilot.routed = false;
        const auto from = pilot.actions.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                      pilot.current, pilot.actions.size()));
        const auto begin_fire = std::find_if(
            from, pilot.actions.end(),
            [](const ScriptAction& later) { return later.what == ScriptDo::begin_fire; });
        if (begin_fire != pilot.actions.end() && begin_fire != from) {
            pilot.next_action(false);
            pilot.current = static_cast<std::size_t>(begin_fire - pilot.actions.begin());
        }
    }
    if (!pilot.have_view) {
        pilot.yaw_deg = me.yaw_rad * 180 / std::numbers::pi;
        pilot.pitch_deg = me.pitch_rad * 180 / std::numbers::pi;
        pilot.have_view = true;
    }
    const double dt =
        drill.ticks() > 0 ? drill.time_s() / static_cast<double>(drill.ticks()) : 0.05;
    input.yaw_mdeg = static_cast<std::int32_t>(std::lround(pilot.yaw_deg * 1000));
    input.pitch_mdeg = static_cast<std::int32_t>(std::lround(pilot.pitch_deg * 1000));
    if (done()) return input;
    const ScriptAction& action = pilot.actions[pilot.current];
    if (drill.time_s() < action.at_s) return input;
    if (pilot.begun_s < 0) pilot.begun_s = drill.time_s();
    const double since_s = drill.time_s() - pilot.begun_s;
    const auto found = std::find_if(std::begin(actions_by_name), std::end(actions_by_name),
                                    [&](const NamedDo& n) { return n.what == action.what; });
    const std::size_t before = pilot.current;
    bool complete = false, failure = false;
    switch (action.what) {
        case ScriptDo::wait:
            complete = since_s >= action.seconds;
            break;
        case ScriptDo::wait_for: {
            const Timeline& timeline = drill.timeline();
            complete = std::any_of(timeline.begin(), timeline.end(), [&](const TimelineEvent& e) {
                return e.name == action.text &&
                       (action.target.empty() || action.target == e.target);
            });
            failure = !complete && since_s >= action.timeout_s;
            break;
        }
        case ScriptDo::walk_to:
            complete = pilot.steer(drill, action, dt, input);
            failure = !complete && since_s > walk_timeout_s;
            break;
        case ScriptDo::look_at:
            complete = pilot.turn_towards(drill, pilot.point_of(action.target), dt, input);
            break;
        case ScriptDo::use: {
            if (!action.target.empty()) {
                // At the base of the flames, sweeping from side to side once a second.
                Vec3 point = pilot.point_of(action.target);
                const double side = 0.5 * action.sweep_deg * std::numbers::pi / 180 *
                                    std::sin(2 * std::numbers::pi * since_s);
                const Vec2 way = Vec2(point) - Vec2(me.feet.x, me.feet.y);
                point += Vec3(side * Vec2(-way.y, way.x), 0);
                pilot.turn_towards(drill, point, dt, input);
            }
            if (since_s > 0.8) input.buttons |= button_use;
            complete = since_s >= action.seconds + 0.8;
            break;
        }
        case ScriptDo::mark_fault:
            if (!action.if_seen || !pilot.unseen)
                input.commands.push_back(
                    {TraineeCommand::Kind::mark_fault, action.target, action.text});
            complete = true;
            break;
        case ScriptDo::verdict:
            input.commands.push_back(
                {TraineeCommand::Kind::exit_verdict, action.target, action.text});
            complete = true;
            break;
        case ScriptDo::call_119:
            input.commands.push_back({TraineeCommand::Kind::call_119, "", action.text});
            complete = true;
            break;
        case ScriptDo::report:
            input.commands.push_back({TraineeCommand::Kind::report, "", action.text});
            complete = true;
            break;
        case ScriptDo::say_119: {
            // An answer waits until the operator listens.
            const bool at_once = action.text == "dial" || action.text == "hang_up";
            complete = at_once || me.call.waiting;
            failure = !complete && since_s >= action.timeout_s;
            if (complete)
                input.commands.push_back({TraineeCommand::Kind::say_119, "", action.text});
            break;
        }
        case ScriptDo::finish:
            input.commands.push_back({TraineeCommand::Kind::finish, "", ""});
            complete = true;
            break;
        case ScriptDo::begin_fire:
            // Where there is no round, or it is over already, there is nothing to begin.
            if (me.phase == DrillPhase::inspection)
                input.commands.push_back({TraineeCommand::Kind::begin_fire, "", ""});
            complete = true;
            break;
        case ScriptDo::inspect_faults:
        case ScriptDo::judge_exits: {
            // Becomes the actions it stands for, behind it in the list.
            std::vector<ScriptAction> plan = action.what == ScriptDo::inspect_faults
                                                 ? plan_inspection(drill, action)
                                                 : plan_verdicts(drill, action);
            pilot.actions.insert(
                pilot.actions.begin() + static_cast<std::ptrdiff_t>(pilot.current) + 1,
                std::make_move_iterator(plan.begin()), std::make_move_iterator(plan.end()));
            pilot.next_action(false);
            return input;
        }
        case ScriptDo::back_off:
            pilot.turn_towards(drill, pilot.point_of(action.target), dt, input);
            input.forward = -70;
            complete = since_s >= action.seconds;
            break;
        case ScriptDo::decide:
            input.commands.push_back({TraineeCommand::Kind::decide, "", action.text});
            complete = true;
            break;
        case ScriptDo::order:
            input.commands.push_back({TraineeCommand::Kind::order, "", action.text});
            complete = true;
            break;
        case ScriptDo::open:
        case ScriptDo::shut: {
            // Once it is pressed it moves: then it is let go.
            const bool so =
                pilot.stands_open(drill, action.target) == (action.what == ScriptDo::open);
            complete = (so && pilot.pressed_ticks == 0) ||
                       pilot.press(drill, action, button_interact, dt, input);
            break;
        }
        case ScriptDo::phone: {
            complete = pilot.phone(drill, action, input);
            failure = !complete && since_s > call_timeout_s;
            break;
        }
        case ScriptDo::ask_hint:
            input.commands.push_back({TraineeCommand::Kind::ask_hint, "", ""});
            complete = true;
            break;
        default:
            complete = pilot.press(drill, action, found->button, dt, input);
            break;
    }
    if (pilot.current == before && (complete || failure)) pilot.next_action(failure);
    return input;
}

}  // namespace firedrill
