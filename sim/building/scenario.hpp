// Scenario: what scenarios/NAME/scenario.json says, as plain data. This header is the manual of the
// format: a member's name is the key in the file, vectors are arrays, Vec2 is [x, y], a LocalText
// is
// {"zh": "…", "en": "…"}, enums are their names as strings; unknown keys are errors. std::optional,
// members with a default, lists, and what a comment says may be left out or empty need not be
// given; ids, storeys, names of what people speak of, outlines and positions must. The exact rules
// with their ranges are in format/fields.hpp and, for editors, in
// scenarios/schema/scenario.schema.json. Units: metres, seconds, degrees Celsius, kW, kg; angles in
// degrees counter-clockwise from +x (east). Axes right-handed, z up. `at` positions are on the
// storey's floor. Every id is unique in the whole file: [A-Za-z0-9_.-]+. The catalogues
// assets/materials.json, fuels.json, items.json and profiles.json are objects with one list under
// the file's name; an entry of the scenario with the same id replaces the catalogue's.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/error.hpp"
#include "base/texts.hpp"
#include "base/vec.hpp"

namespace firedrill {

using Polygon = std::vector<Vec2>;  // closed implicitly, either turning direction

// ---------------------------------------------------------------------------------- the building

struct Storey {
    std::string id;
    LocalText name;
    double elevation = 0;                // of the finished floor [m]
    double height = 3;                   // floor to underside of the slab above [m], > 1.8
    Polygon outline;                     // of the floor, outer face of the outer walls
    std::vector<Polygon> voids;          // holes in this storey's floor slab (stair wells, atria)
    std::string slab = "concrete_slab";  // material id
    bool roof = true;                    // a slab covers what no storey above covers
    Place place;
};

// Outdoors that can be walked on, at one elevation: playground, yard, pavement.
struct Site {
    Polygon ground;
    double elevation = 0;
    Place place;
};

// A wall build-up, inside to outside. Built in (assets/materials.json): brick, concrete,
// concrete_slab, gypsum, glass, steel_panel, insulation_panel, plywood, fibre_board.
struct MaterialLayer {
    double conductivity = 0;   // [W/(m K)]
    double density = 0;        // [kg/m3]
    double specific_heat = 0;  // [J/(kg K)]
    double thickness = 0;      // [m]
};
// How a wall or ceiling burns whose surface is of this material: each square metre of it, from the
// moment that the flames reach it.
struct Lining {
    std::string fuel;
    double peak_kw_m2 = 150;       // heat release per burning area
    double energy_mj_m2 = 50;      // heat content per area
    double ignition_flux = 16;     // critical incident radiant flux [kW/m2]
    double thermal_inertia = 0.5;  // conductivity x density x specific heat [kW2 s/(m4 K2)]
    double creep_kw2_m3 = 13;      // flame-heating parameter of sideways and downward spread
    Place place;
};
struct Material {
    std::string id;
    LocalText name;
    std::vector<MaterialLayer> layers;
    double emissivity = 0.9;       // [0 … 1]
    Vec3 colour{0.8, 0.8, 0.8};    // sRGB [0 … 1]
    std::string source;            // where the numbers come from
    std::optional<Lining> lining;  // left out: the surface does not burn
    Place place;
};

struct Wall {
    std::string id;
    std::string storey;
    std::vector<Vec2> points;  // centre line, at least 2; closed when last equals first
    double thickness = 0.2;
    std::optional<double> height;  // from `base` up; default: up to the slab
    double base = 0;               // start of the wall above the floor
    std::string material = "brick";
    Place place;
};

enum class OpeningKind { door, window, hole };
enum class LeafMotion { swing, sliding, shutter, none };
enum class OpeningState { closed, open };
struct Opening {
    std::string id;
    OpeningKind kind = OpeningKind::door;
    std::string storey;
    LocalText name;
    Vec2 at{0, 0};       // middle of the opening, on a wall's centre line (within 5 cm)
    double width = 0.9;  // clear width
    double height = 2.1;
    double sill = 0;  // above the floor
    LeafMotion motion = LeafMotion::swing;
    int leaves = 1;  // 1 or 2
    // Swing: the direction [degrees] into which the leaf opens, seen from the wall; default: none
    // said.
    std::optional<double> opens_towards;
    OpeningState state = OpeningState::closed;
    bool locked = false;     // needs a key; nobody passes
    bool panic_bar = false;  // a locked door with one opens from the inside by pushing
    bool chained = false;    // padlock and chain: as locked, seen from afar
    bool wedged = false;     // held open although self-closing
    bool self_closing = false;
    bool closer_broken = false;
    bool alarm_released = false;  // held open or locked by a magnet that the alarm releases
    bool barred = false;          // window bars without an opening part
    double leakage_area = 0.01;   // when closed [m2]
    double fire_rating_min = 0;   // [minutes], 0 = none
    std::string material = "";    // of the leaf; default door: plywood, window: glass
    // Gas temperature at which a window pane falls out [C]; default by material: glass 360,
    // double_glass 600, toughened_glass 700.
    std::optional<double> breaks_at;
    // Turnstile: the heading [degrees] into which people may pass; none: both ways. With
    // alarm_released the alarm frees both.
    std::optional<double> one_way;
    double service_s = 0;               // checkout, turnstile: time from one person to the next [s]
    bool service_ends_on_alarm = true;  // staff wave people through once the alarm has sounded
    Place place;
};

// A stair is a chain of straight flights and flat landings, lowest first; consecutive parts touch.
// `z` values are absolute. A ramp is a flight with `ramp: true`.
struct Flight {
    Vec2 start{0, 0}, end{0, 0};  // middle of the lower and of the upper edge
    double width = 1.2;
    double z_start = 0, z_end = 0;
    bool ramp = false;
};
struct Landing {
    Polygon polygon;
    double z = 0;
};
struct Stair {
    std::string id;
    LocalText name;
    std::string from_storey, to_storey;
    std::vector<Flight> flights;
    std::vector<Landing> landings;
    Place place;
};

struct Room {
    std::string id;
    std::string storey;
    LocalText name;
    std::string use;  // classroom, corridor, stair, hall, sales, store, kitchen, unit, office, …
    Polygon polygon;  // along wall centre lines; must be bounded by walls, openings or other rooms
    bool open_boundary = false;  // edges may lack walls (part of a hall, an outdoor gallery)
    Place place;
};

struct Exit {
    std::string id;
    LocalText name;
    std::string opening;  // an opening that leads outdoors
    Place place;
};
struct AssemblyPoint {
    std::string id;
    LocalText name;
    Polygon region;  // on the site's ground
    Place place;
};

struct Weather {
    double temperature = 20;  // outdoors [C]
    double indoor_temperature = 20;
    double pressure = 101325;  // [Pa] at elevation 0
    double wind_speed = 0;     // [m/s] at 10 m
    double wind_from = 0;      // direction it comes from [degrees, 0 = from east, 90 = from north]
};

// ------------------------------------------------------------------------------------- the fire

struct Fuel {
    std::string id;
    LocalText name;
    double heat_of_combustion = 0;                                      // chemical, lower [kJ/kg]
    double yield_soot = 0, yield_co = 0, yield_co2 = 0, yield_hcn = 0;  // well ventilated [kg/kg]
    double radiative_fraction = 0.35;
    std::string source;             // where the numbers come from
    double yield_co_starved = 0.2;  // of CO where the fire gets much too little air [kg/kg]
    Place place;
};

// Heat release rate over the time since ignition, exactly one of the three forms.
struct HrrCurve {
    std::optional<double> constant_kw;
    std::optional<std::string> t_squared;  // slow, medium, fast, ultra_fast; then:
    double peak_kw = 0;                    //   reached and held,
    double burn_s = 0;                     //   time at the peak,
    double decay_s = 0;                    //   linear decay to zero
    std::vector<Vec2> table;               // [time s, kW], rising times
};

// A gas or liquid burner that follows its curve, oxygen permitting.
struct Burner {
    std::string id;
    std::string storey;
    Vec2 at{0, 0};
    Vec2 size{0.3, 0.3};
    double height = 0;  // of its top above the floor
    std::string fuel;
    HrrCurve hrr;
    double start = 0;  // [s]
    Place place;
};

enum class FireClass { A, B, C, D, E, F, battery };  // GB/T 4968 letters; locale letters are texts
struct Burnable {
    std::string fuel;
    HrrCurve hrr;
    FireClass fire_class = FireClass::A;
    double ignition_flux = 20;           // critical incident radiant flux [kW/m2]
    double ignition_temperature = 350;   // of the surrounding gas [C]
    bool reignites = false;              // battery, deep embers, hot oil
    double thermal_inertia = 0.5;        // of a thick surface [kW2 s/(m4 K2)]
    std::optional<double> thin_kj_m2_k;  // thin things: heat capacity per area instead
    std::optional<double> energy_mj;     // heat content; default: what the curve releases
    int bays = 1, shelves = 1;  // a shelf: parts side by side and above each other, which catch
                                // fire one by one and share the curve's peak
    double heater_kw = 0;       // oil pan: into the oil while it overheats
};
// A piece of a drawn thing.
struct ModelPart {
    enum class Shape { box, cylinder, cone, ball, text } shape = Shape::box;
    Vec3 low{0, 0, 0}, high{1, 1, 1};  // the box that it fills [m]; text: on its front face (-y)
    Vec3 colour{0.7, 0.7, 0.7};        // sRGB
    std::string surface;               // plain (also where left out), wood, metal, goods, glowing
    std::string text;                  // of shape text, one line
    Place place;
};
// Catalogue entry of things that stand about (assets/items.json; a scenario may add its own).
struct ItemType {
    std::string id;
    LocalText name;
    Vec3 size{1, 1, 1};  // width (x), depth (y), height (z) at rotation 0
    std::string shape =
        "box";  // drawing recipe of view: box, table, desk_chair, chair, shelf, bed, e_bike, …
    // Instead of a recipe: boxes and the like in the frame of the item at its own size, foot at
    // z = 0, front towards -y.
    std::vector<ModelPart> parts;
    Vec3 colour{0.7, 0.6, 0.5};
    bool blocks_walking = true;
    bool blocks_flow = false;  // fills the grid's cells
    std::optional<Burnable> burnable;
    std::string source;  // where the numbers come from
    Place place;
};
struct Repeat {
    int nx = 1, ny = 1;
    Vec2 step{1, 1};  // along the item's own x and y axes (turned by its rotation)
};
// A thing at a place. Repeated ones get ids "id.0", "id.1", … (x fastest).
struct Furnishing {
    std::string id;
    std::string item;
    std::string storey;
    Vec2 at{0, 0};  // middle of its footprint (of the first one where repeated)
    double z = 0;   // of its underside above the floor
    double rotation = 0;
    std::optional<Vec3> size;
    std::optional<Repeat> repeat;
    std::optional<double> ignite;     // starts burning at this drill time [s]
    std::optional<double> overheats;  // oil pan: its heater is left on from this drill time [s]
    Place place;
};

// ------------------------------------------------------------------------- fire-protection
// fixtures

enum class Agent {
    abc_powder,
    bc_powder,
    co2,
    water,
    foam,
    wet_chemical,
    fire_blanket,
    clean_agent
};
enum class Gauge { green, red, yellow, none };
struct ExtinguisherSpec {
    Agent agent = Agent::abc_powder;
    double charge = 4;  // [kg] (litres for water and foam)
    Gauge gauge = Gauge::green;
    bool pin = true, seal = true, hose_sound = true, corroded = false, blocked = false;
    std::string made;        // "2022-05", printed on the label
    bool checked = true;     // the tag of its checks is filled in
    bool locked_in = false;  // in a box that is locked
};
struct DetectorSpec {
    enum class Kind { smoke, heat } senses = Kind::smoke;
    double threshold = 4;  // smoke: obscuration [%/m]; heat: link temperature [C]
    double rti = 50;       // heat: response time index [(m s)^0.5]
    double rise = 0;       // heat: rated rate of rise [K/min], 8.3 is usual; 0: fixed only
    bool capped = false, dead = false;
};
struct SprinklerSpec {
    double activation = 68;  // [C]
    double rti = 100;
    double conduction = 0.5;  // C factor of the link's fitting [(m/s)^0.5]
    double flow = 1.33;       // [kg/s]
    double radius = 2.0;      // of the wetted circle [m]
    bool valve_shut = false, obstructed = false;
};
enum class Arrow { none, left, right, both };
struct SignSpec {
    Arrow arrow = Arrow::none;
    bool lit = true, covered = false;
};
struct LightSpec {
    bool works = true;  // on its test button and when the mains fail
};
struct SupplySpec {  // a switchboard or a gas valve
    // Ids of rooms and storeys that are cut with it; empty: a gas valve's own room; a board's own
    // storey where every storey has one, else the whole building (supply.hpp)
    std::vector<std::string> feeds;
};
struct VentSpec {
    Vec2 size{1, 1};     // in the roof where z is near the ceiling, else in the outer wall
    double extract = 0;  // mechanical [m3/s]; 0 = natural
    bool works = true;
    std::optional<double> opens_at;  // gas temperature at its fusible link [C]; default: none
    bool on_detection = true;        // opens when a detector of the scenario has tripped
};
struct SounderSpec {
    double range = 0;  // heard so far in the open on its storey [m], less through walls and shut
                       // doors; 0 = in the whole building
};
enum class FixtureKind {
    extinguisher,
    hydrant_cabinet,
    hose_reel,
    detector,
    call_point,
    sounder,
    sprinkler,
    exit_sign,
    emergency_light,
    smoke_vent,
    gas_shutoff,
    power_shutoff,
    fire_blanket,
    evacuation_plan,
    alarm_panel
};
// `spec` keys stand in the fixture's own object beside the common ones (no nesting).
struct Fixture {
    std::string id;
    FixtureKind kind = FixtureKind::extinguisher;
    std::string storey;
    LocalText name;  // may be left out: the kind's name
    Vec2 at{0, 0};
    double z = 1.2;        // of its middle above the floor
    double facing = 0;     // direction its front looks [degrees]
    bool works = true;     // call point, sounder, hydrant (has water) …
    bool missing = false;  // only its mark on the wall is left: nothing to take, press or read by
    std::variant<std::monostate, ExtinguisherSpec, DetectorSpec, SprinklerSpec, SignSpec, LightSpec,
                 VentSpec, SounderSpec, SupplySpec>
        spec;
    Place place;
};

// ------------------------------------------------------------------------------------ occupants

struct Distribution {
    enum class Kind { constant, uniform, normal, lognormal, gamma, weibull } kind = Kind::constant;
    double a = 0, b = 0;  // constant a; uniform a…b; normal mean, sd; lognormal mu, sigma; gamma
                          // shape, scale; weibull scale, shape
    double low = -1e30, high = 1e30;  // cut
};
struct Profile {  // assets/profiles.json; a scenario may add its own
    std::string id;
    LocalText name;
    Distribution speed;    // free walking speed on the flat [m/s]
    double radius = 0.22;  // body [m]
    double height = 1.7;
    double stairs_up = 0.5, stairs_down = 0.6;  // factors on the flat speed, along the slope
    std::string look = "adult";  // drawing recipe: adult, pupil, teacher, staff, elderly, child
    std::string source;          // where the numbers come from
    // Takes no stair alone: waits before it for a helper (a guide or one of the own group) and is
    // carried at the factors above.
    bool needs_help_on_stairs = false;
    Place place;
};
struct OccupantGroup {
    std::string id;
    LocalText name;
    std::string storey;
    std::string room;             // they start spread over this room, or
    Polygon region;               //   over this polygon, or
    std::vector<Vec2> positions;  // at these points
    int count = 1;
    std::string profile;
    Distribution pre_movement;                // after the alarm reaches them [s]
    std::vector<std::string> familiar_exits;  // empty: all exits are known
    std::string leader;                       // id of a group of one whom they follow; empty: none
    std::string plan;                         // id of a Plan; empty: nearest usable exit
    bool counted = true;                      // takes part in the head count
    bool together = false;                    // a family: gathers, then goes as fast as its slowest
    std::string with;     // id of a group whose family this one belongs to, for other profiles
    bool guides = false;  // staff: they tell those near to go, and which exit; carry and rescue
    std::vector<std::string> sweeps;    // rooms that guides go through before they leave
    double returns_for_belongings = 0;  // share who turn back for what they left [0 … 1]
    double uses_lift = 0;               // share who take a lift although it burns [0 … 1]
    Place place;
};
struct Plan {
    std::string id;
    LocalText name;
    std::string exit;            // empty: any
    std::string assembly_point;  // empty: nearest
    std::string head_count_by;   // group id of the counter; empty: nobody
    std::string fetched_by;      // group id of who goes back for those missing; empty: nobody
    Place place;
};
// A lift. Its car is drawn as a small room on each storey that it serves; `region` is the car's
// floor, the same on all of them.
struct Lift {
    std::string id;
    LocalText name;
    Polygon region;
    std::vector<std::string> storeys;  // it serves
    double speed = 1;                  // [m/s]
    int capacity = 8;                  // [persons]
    Place place;
};

// ------------------------------------------------------------------------------------- devices

enum class Quantity {
    temperature,
    layer_temperature,
    lower_layer_temperature,
    layer_height,
    velocity,
    pressure,
    mass_flow_out,
    mass_flow_in,
    volume_flow,
    visibility,
    soot_density,
    oxygen,
    carbon_dioxide,
    carbon_monoxide,
    heat_flux,
    people_through,
    density,
    hrr,
    burned_mass
};
struct Device {
    std::string id;
    Quantity quantity = Quantity::temperature;
    std::string storey;
    Vec2 at{0, 0};
    double z = 1.5;   // above the floor
    double axis = 0;  // velocity, heat flux: direction measured, as a heading [degrees]
    std::string axis_name = "heading";  // heading, up
    std::string opening;                // mass_flow_*, people_through
    std::vector<Vec2> line;             // people_through
    Polygon region;                     // density
    std::string burner;                 // hrr of one burner or item; empty: total
    Place place;
};

// ------------------------------------------------------------------------------------- the drill

struct Camera {
    std::string id;
    std::string storey;  // empty: z is absolute
    Vec2 at{0, 0};
    double z = 1.6;
    double heading = 0;         // [degrees]
    double pitch = 0;           // up positive
    double field_of_view = 65;  // vertical
    std::string cut_above;      // storey id: what lies above it is not drawn
    Place place;
};
struct TraineeStart {
    std::string storey;
    Vec2 at{0, 0};
    double heading = 0;
    std::string role =
        "staff";  // staff, teacher, pupil, manager, tenant, landlord, inspector, duty
    Place place;
};
// When something happens: at a time, or when an event of the timeline has happened (then `delay`
// later).
struct Trigger {
    std::optional<double> at_s;
    std::string after_event;  // e.g. "alarm.raised", "item.ignited"
    double delay = 0;
};
struct Inject {
    std::string id;
    Trigger when;
    // ignite (target furnishing), alarm, open / close / lock / unlock (target opening),
    // break_window, power_cut, empty_extinguisher (target), message (text)
    std::string what;
    std::string target;
    LocalText text;
    Place place;
};
// Another fire than the scenario's own (what its furnishings' `ignite` and `overheats` say), chosen
// before a drill by choose_fire (fire_choice.hpp): then this thing alone starts to burn.
struct FireChoice {
    std::string id;
    LocalText name;      // what burns, as a menu says it
    std::string target;  // id of a furnishing that can burn and is not repeated
    double at = 20;      // it burns from then on [s]; the heater under a pan of oil stays on
    std::vector<std::string> leaves_out;  // injects and tasks that speak of the scenario's own fire
    std::vector<Inject> injects;          // of this fire only
    Place place;
};
// A fault of the catalogue (assets/faults.json) at a thing of this building. The fault is what the
// thing's own state says (a gauge in the red, a chained door); here stands only where it is and
// what establishes it.
struct Fault {
    std::string id;
    std::string code;    // "EX-01"
    std::string target;  // id of an opening, fixture, furnishing or room
    // push, look, press, read, measure, release (open and let go): the deciding observation
    std::string confirm;
    // Furnishings and openings that are there only because of the fault: they count as the target,
    // and go when it is mended.
    std::vector<std::string> things;
    std::optional<double> sound_width;  // of an opening once mended [m]
    Place place;
};
// A place where a fault of the catalogue may be put (by faults/apply.hpp). The catalogue says how
// it is made and looks; `target` what is at fault, or in which room it is.
struct FaultPlace {
    std::string code;
    std::string target;            // id of an opening, exit, fixture, furnishing, room or stair
    std::optional<Vec2> at;        // where a thing is put; left out: a free spot is found
    double z = 0;                  // with `at`: of its underside above the floor
    std::optional<double> facing;  // with `at`: direction its front looks [degrees]
    Place place;
};
// What looks like a fault and is none.
struct Decoy {
    std::string id;
    std::string code;     // of the fault that it is taken for, and of the catalogue's decoy
    std::string target;   // id of an opening, fixture, furnishing or room
    std::string confirm;  // the observation that shows it to be sound
    std::vector<std::string> things;  // furnishings that belong to it
    Place place;
};
// From which faults are drawn by the drill's seed, so that no two trainees see the same.
struct FaultPool {
    std::vector<FaultPlace> places;
    std::vector<FaultPlace> decoys;
    int easy = 4, normal = 6, hard = 9;  // faults drawn; the trainee is not told
    Place place;
};
// The trainee walks the building in daily use before it burns.
struct InspectionPlan {
    double duration = 300;  // the fire begins then at the latest [s]
    LocalText briefing;
    Place place;
};
enum class ExitVerdict {
    usable,
    locked,
    blocked,
    too_narrow,
    wedged_open,
    opens_wrong_way,
    sign_dark,
    light_dead,
    sign_wrong,
    closer_broken,
    barred,
    stair_occupied,
    fire_lane_taken
};
struct ExitCheck {
    std::string exit;                   // id of an Exit, or of an opening
    std::vector<ExitVerdict> expected;  // all that are true; {usable} where nothing is wrong
    Place place;
};
// What must stand in the timeline: an event of this name that meets every condition given.
struct EventCondition {
    std::string event;
    std::string target;              // empty: any
    std::string detail;              // the event's detail, empty: any
    std::optional<double> within_s;  // of drill start, or of `of_event`
    std::string of_event;
    std::string before_event;                             // must come before the first of this
    std::string after_event;                              // must come after the first of this
    std::optional<double> value_at_least, value_at_most;  // of the event's value
};
// The rule behind something, as data. What is not known stays blank; `confidence` is that of the
// fault catalogue: A read in the text itself, B in a compilation, C known, D unsure.
struct RuleBasis {
    std::string standard, clause, edition, in_force, confidence;
};
// One line of the rubric. It happens each time its event stands in the timeline and meets the
// conditions (or one of `any_of` does; where neither is given, once when all of `all_of` do),
// provided that each of `all_of` and none of `none_of` has happened. Points are earned, negative
// ones lost, for each time up to `times`.
struct RubricItem : EventCondition {
    std::string id;
    std::string skill;  // extinguisher, exit_check, fault_spotting, evacuation, alarm
    LocalText text;     // what is asked
    LocalText reason;   // why
    double points = 0;
    std::vector<EventCondition> any_of, all_of, none_of;
    int times = 1;  // counted at most so often
    // Points in proportion: full points where `full_share` of what there is was met.
    std::string share_of;            // faults, checks, occupants; empty: no proportion
    double full_share = 1;           // (0 … 1]
    std::vector<std::string> roles;  // only for these; empty: for everybody
    bool critical = false;           // occurrence fails the drill, whatever the points
    bool ends_drill = false;         // and ends an examination there and then
    bool drop = false;               // an item of the default rubric that does not hold here
    std::string source;              // rule or author behind it, in words
    RuleBasis basis;
    Place place;
};
// A skill and what it counts in the total of 100: the sum of its items' points.
struct SkillWeight {
    std::string skill;
    double weight = 0;
    Place place;
};
// A guided lesson: step by step, each with its reason, what ends it and what it points at.
struct LessonStep {
    std::string id;
    LocalText text;
    LocalText reason;
    EventCondition done;   // ends the step; without an event it ends after `seconds`
    double seconds = 8;    // [s]
    std::string point_to;  // a kind of thing, the nearest is meant
    Place place;
};
struct Lesson {
    std::string id;
    std::string skill;
    LocalText name;
    bool with_fire = true, with_crowd = true;
    std::optional<double> ignite;  // what burns in the scenario starts at this time instead [s]
    double duration = 300;         // at most [s]
    std::vector<LessonStep> steps;
    Place place;
};
struct Task {
    std::string id;
    LocalText text;
    std::string done_event;  // event that ticks it off
    std::string target;
    Place place;
};
// What makes, copies and destroys this and the scenario is compiled once, in scenario.cpp: compiled
// in every file that holds one, it took a tenth of the build.
struct DrillPlan {
    DrillPlan();
    DrillPlan(const DrillPlan&);
    DrillPlan(DrillPlan&&) noexcept;
    DrillPlan& operator=(const DrillPlan&);
    DrillPlan& operator=(DrillPlan&&) noexcept;
    ~DrillPlan();

    LocalText briefing;
    TraineeStart start;
    double duration = 600;  // ends then at the latest [s]
    bool power_fails_on_alarm = false;
    std::vector<Inject> injects;
    std::vector<FireChoice> fires;  // that may be chosen instead of the scenario's own
    std::vector<Fault> faults;
    std::vector<ExitCheck> checks;
    std::vector<Task> tasks;
    std::string rubric_base;  // name of a default rubric (assets/rubrics); empty once it is merged
    std::vector<SkillWeight> skills;  // empty: points count as they are
    std::vector<RubricItem> rubric;
    double pass_mark = 60;                     // of 100
    std::optional<InspectionPlan> inspection;  // left out: the drill begins with the fire
    std::optional<FaultPool> fault_pool;
    std::vector<Decoy> decoys;
    std::optional<Lesson> lesson;  // in a guided lesson
    Place place;
};

struct Scenario {
    Scenario();
    Scenario(const Scenario&);
    Scenario(Scenario&&) noexcept;
    Scenario& operator=(const Scenario&);
    Scenario& operator=(Scenario&&) noexcept;
    ~Scenario();

    int format = 1;
    std::string id;  // folder name
    LocalText name;
    LocalText description;
    std::string place_type;  // SC, SM, RB, … of the fault catalogue
    std::string version = "1.0";
    std::vector<Storey> storeys;  // lowest first
    std::optional<Site> site;
    Weather weather;
    std::vector<Material> materials;
    std::vector<Wall> walls;
    std::vector<Opening> openings;
    std::vector<Stair> stairs;
    std::vector<Room> rooms;
    std::vector<Exit> exits;
    std::vector<AssemblyPoint> assembly_points;
    std::vector<Fuel> fuels;
    std::vector<Burner> burners;
    std::vector<ItemType> items;
    std::vector<Furnishing> furnishings;
    std::vector<Fixture> fixtures;
    std::vector<Profile> profiles;
    std::vector<OccupantGroup> occupants;
    std::vector<Plan> plans;
    std::vector<Device> devices;
    std::vector<Camera> cameras;
    std::optional<DrillPlan> drill;
    std::vector<Lift> lifts;
    std::string file;  // where it came from (not a key)
};

}  // namespace firedrill
