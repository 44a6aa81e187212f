// Fields: the scenario format described once. For each struct of building/scenario.hpp,
// `fields(visitor, object)` names every member: its key, what it means, whether it must be given
// and which values it may have. Reading, writing and the published schema are three visitors of
// this description, so they cannot drift apart. Holds no behaviour.
#pragma once

#include <concepts>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

#include "building/names.hpp"
#include "building/scenario.hpp"

namespace firedrill::format {

// What an id names, as bits, because some references may name one of several kinds.
using IdKinds = std::uint32_t;
namespace id_kind {
inline constexpr IdKinds storey = 1U << 0, wall = 1U << 1, opening = 1U << 2, stair = 1U << 3,
                         room = 1U << 4, exit = 1U << 5, assembly_point = 1U << 6, burner = 1U << 7,
                         thing = 1U << 8, fixture = 1U << 9, group = 1U << 10, plan = 1U << 11,
                         device = 1U << 12, camera = 1U << 13, material = 1U << 14, fuel = 1U << 15,
                         item = 1U << 16, profile = 1U << 17, inject = 1U << 18, fault = 1U << 19,
                         task = 1U << 20, rubric_item = 1U << 21, lift = 1U << 22, fire = 1U << 23;
// What can be pointed at in the building.
inline constexpr IdKinds physical =
    storey | wall | opening | stair | room | exit | assembly_point | burner | thing | fixture;
inline constexpr IdKinds any = ~0U;
}  // namespace id_kind

// What may stand in a member.
struct Field {
    const char* about = "";  // meaning [unit], one line; the schema's description
    bool required = false;
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
    bool above_low = false;  // greater than `low`, not equal
    std::size_t fewest = 0;  // elements of an array
    IdKinds own_id = 0;      // the string is the object's own id, of this kind
    IdKinds names = 0;       // the string is an id of one of these kinds; "" where not required
    std::span<const std::string_view> one_of = {};  // the strings allowed
};

// Names and one-line descriptions of the structs, for the schema and for messages.
struct StructInfo {
    const char* name = nullptr;
    const char* about = "";
};
template <class T>
inline constexpr StructInfo struct_info{};
template <class T>
concept Described = struct_info<T>
.name != nullptr;

template <class S, class T>
concept Is = std::same_as<std::remove_const_t<S>, T>;

constexpr double infinity = std::numeric_limits<double>::infinity();
// Bounds that catch a slip of units (millimetres, kelvin), not bounds of physics.
constexpr double longest_m = 100;       // one wall's thickness, one door's width …
constexpr double hottest_c = 2000;      // [C]
constexpr double strongest_kw = 1e6;    // a burning hall
constexpr double longest_time_s = 1e6;  // eleven days

constexpr Field id_of(IdKinds kind) {
    return {
        .about = "Id, unique in the whole file: [A-Za-z0-9_.-]+", .required = true, .own_id = kind};
}
constexpr Field said(const char* about) {
    return {.about = about};
}
constexpr Field needed(const char* about) {
    return {.about = about, .required = true};
}
constexpr Field positive(const char* about, double high) {
    return {.about = about, .low = 0, .high = high, .above_low = true};
}
constexpr Field within(const char* about, double low, double high) {
    return {.about = about, .low = low, .high = high};
}
constexpr Field required(Field field) {
    field.required = true;
    return field;
}
constexpr Field names(IdKinds kinds, const char* about) {
    return {.about = about, .names = kinds};
}
constexpr Field polygon(const char* about) {
    return {.about = about, .fewest = 3};
}
constexpr Field heading(const char* about) {
    return within(about, -360, 360);
}

// ---------------------------------------------------------------------------------- the building

template <>
inline constexpr StructInfo struct_info<Storey>{"storey", "One floor of the building."};
template <class V, Is<Storey> S>
void fields(V& v, S& s) {
    v("id", s.id, id_of(id_kind::storey));
    v("name", s.name, needed("Name shown to people."));
    v("elevation", s.elevation, required(within("Of the finished floor [m].", -200, 1000)));
    v("height", s.height,
      required({.about = "Floor to underside of the slab above [m].",
                .low = 1.8,
                .high = longest_m,
                .above_low = true}));
    v("outline", s.outline, required(polygon("Floor outline, outer face of the outer walls.")));
    v("voids", s.voids, polygon("Holes in this storey's floor slab: stair wells, atria."));
    v("slab", s.slab, names(id_kind::material, "Material of the floor slab and roof."));
    v("roof", s.roof, said("A slab covers what no storey above covers."));
}

template <>
inline constexpr StructInfo struct_info<Site>{"site", "Outdoors that can be walked on."};
template <class V, Is<Site> S>
void fields(V& v, S& s) {
    v("ground", s.ground, required(polygon("Walkable ground around the building.")));
    v("elevation", s.elevation, within("Of the ground [m].", -200, 1000));
}

template <>
inline constexpr StructInfo struct_info<MaterialLayer>{"material_layer",
                                                       "One layer of a wall build-up."};
template <class V, Is<MaterialLayer> S>
void fields(V& v, S& s) {
    v("conductivity", s.conductivity, required(positive("[W/(m K)]", 1000)));
    v("density", s.density, required(positive("[kg/m3]", 25000)));
    v("specific_heat", s.specific_heat, required(positive("[J/(kg K)]", 10000)));
    v("thickness", s.thickness, required(positive("[m]", 10)));
}

template <>
inline constexpr StructInfo struct_info<Lining>{"lining", "How a surface of a material burns."};
template <class V, Is<Lining> S>
void fields(V& v, S& s) {
    v("fuel", s.fuel, required(names(id_kind::fuel, "What burns.")));
    v("peak_kw_m2", s.peak_kw_m2, positive("Heat release per burning area [kW/m2].", 5000));
    v("energy_mj_m2", s.energy_mj_m2, positive("Heat content per area [MJ/m2].", 5000));
    v("ignition_flux", s.ignition_flux, positive("Critical incident flux [kW/m2].", 200));
    v("thermal_inertia", s.thermal_inertia, positive("[kW2 s/(m4 K2)]", 100));
    v("creep_kw2_m3", s.creep_kw2_m3,
      within("Flame-heating parameter of sideways and downward spread [kW2/m3].", 0, 100));
}
template <>
inline constexpr StructInfo struct_info<Material>{"material",
                                                  "A wall build-up, inside to outside."};
template <class V, Is<Material> S>
void fields(V& v, S& s) {
    v("id", s.id, id_of(id_kind::material));
    v("name", s.name, needed("Name shown to people."));
    v("layers", s.layers, {.about = "Inside to outside.", .required = true, .fewest = 1});
    v("emissivity", s.emissivity, within("Of the surface.", 0, 1));
    v("colour", s.colour, within("sRGB.", 0, 1));
    v("source", s.source, said("Where the numbers come from."));
    v("lining", s.lining, said("How its surface burns; left out: it does not."));
}

template <>
inline constexpr StructInfo struct_info<Wall>{"wall", "A wall along a polyline."};
template <class V, Is<Wall> S>
void fields(V& v, S& s) {
    v("id", s.id, id_of(id_kind::wall));
    v("storey", s.storey, required(names(id_kind::storey, "Storey it stands on.")));
    v("points", s.points,
      {.about = "Centre line; closed when the last point equals the first.",
       .required = true,
       .fewest = 2});
    v("thickness", s.thickness, positive("[m]", 5));
    v("height", s.height, positive("From its base up [m]; left out: up to the slab.", longest_m));
    v("base", s.base, within("Start of the wall above the floor [m].", 0, longest_m));
    v("material", s.material, names(id_kind::material, "Material of the wall."));
}

template <>
inline constexpr StructInfo struct_info<Opening>{"opening", "A door, window or hole in a wall."};
template <class V, Is<Opening> S>
void fields(V& v, S& s) {
    v("id", s.id, id_of(id_kind::opening));
    v("kind", s.kind, said("door, window or hole."));
    v("storey", s.storey, required(names(id_kind::storey, "Storey whose floor `sill` is above.")));
    v("name", s.name, said("Name shown to people; may be left out."));
    v("at", s.at, needed("Middle of the opening, on a wall's centre line (within 5 cm)."));
    v("width", s.width, positive("Clear width [m].", longest_m));
    v("height", s.height, positive("Clear height [m].", longest_m));
    v("sill", s.sill, within("Lower edge above the floor [m].", 0, longest_m));
    v("motion", s.motion, said("How the leaf moves."));
    v("leaves", s.leaves, within("Leaves: 1 or 2.", 1, 2));
    v("opens_towards", s.opens_towards,
      heading("Swing: heading [degrees] into which the leaf opens."));
    v("state", s.state, said("At the start."));
    v("locked", s.locked, said("Needs a key; nobody passes."));
    v("panic_bar", s.panic_bar, said("Opens from the inside by pushing, even if locked."));
    v("chained", s.chained, said("Padlock and chain: as locked, seen from afar."));
    v("wedged", s.wedged, said("Held open although self-closing."));
    v("self_closing", s.self_closing, said("Has a door closer."));
    v("closer_broken", s.closer_broken, said("The closer does not close it."));
    v("alarm_released", s.alarm_released,
      said("Held open or locked by a magnet that the alarm releases."));
    v("barred", s.barred, said("Window bars without an opening part."));
    v("leakage_area", s.leakage_area, within("Open area when closed [m2].", 0, 10));
    v("fire_rating_min", s.fire_rating_min, within("Fire resistance [minutes]; 0: none.", 0, 480));
    v("material", s.material,
      names(id_kind::material, "Of the leaf; left out: plywood for doors, glass for windows."));
    v("breaks_at", s.breaks_at,
      within("Gas temperature at which a pane falls out [C]; left out: by the material.", 20,
             hottest_c));
    v("one_way", s.one_way,
      heading("Heading [degrees] into which people may pass; left out: both ways."));
    v("service_s", s.service_s,
      within("Checkout, turnstile: time from one person to the next [s].", 0, 600));
    v("service_ends_on_alarm", s.service_ends_on_alarm,
      said("Whether people pass without service once the alarm has sounded."));
}

template <>
inline constexpr StructInfo struct_info<Flight>{"flight", "One straight run of steps, or a ramp."};
template <class V, Is<Flight> S>
void fields(V& v, S& s) {
    v("start", s.start, needed("Middle of the lower edge."));
    v("end", s.end, needed("Middle of the upper edge."));
    v("width", s.width, positive("[m]", longest_m));
    v("z_start", s.z_start,
      required(within("Height of the lower edge, absolute [m].", -200, 1000)));
    v("z_end", s.z_end, required(within("Height of the upper edge, absolute [m].", -200, 1000)));
    v("ramp", s.ramp, said("Without steps."));
}
template <>
inline constexpr StructInfo struct_info<Landing>{"landing", "A flat part of a stair."};
template <class V, Is<Landing> S>
void fields(V& v, S& s) {
    v("polygon", s.polygon, required(polygon("Its outline.")));
    v("z", s.z, required(within("Its height, absolute [m].", -200, 1000)));
}
template <>
inline constexpr StructInfo struct_info<Stair>{
    "stair", "A chain of flights and landings, lowest first; consecutive parts touch."};
template <class V, Is<Stair> S>
void fields(V& v, S& s) {
    v("id", s.id, id_of(id_kind::stair));
    v("name", s.name, said("Name shown to people; may be left out."));
    v("from_storey", s.from_storey, required(names(id_kind::storey, "Lower storey.")));
    v("to_storey", s.to_storey, required(names(id_kind::storey, "Upper storey.")));
    v("flights", s.flights, {.about = "Lowest first.", .required = true, .fewest = 1});
    v("landings", s.landings, said("Between the flights."));
}

template <>
inline constexpr StructInfo struct_info<Room>{"room",
                                              "A room: its outline along wall centre lines."};
template <class V, Is<Room> S>
void fields(V& v, S& s) {
    v("id", s.id, id_of(id_kind::room));
    v("storey", s.storey, required(names(id_kind::storey, "Storey it is on.")));
    v("name", s.name, needed("Name shown to people."));
    v("use", s.use, needed("classroom, corridor, stair, hall, sales, store, kitchen, unit, …"));
    v("polygon", s.polygon,
      required(polygon("Along wall centre lines; bounded by walls, openings or other rooms.")));
    v("open_boundary", s.open_boundary, said("Edges may lack walls: part of a hall, a gallery."));
}

template <>
inline constexpr StructInfo struct_info<Exit>{"exit", "An opening through which people leave."};
template <class V, Is<Exit> S>
void fields(V& v, S& s) {
    v("id", s.id, id_of(id_kind::exit));
    v("name", s.name, needed("Name shown to people."));
    v("opening", s.opening, required(names(id_kind::opening, "An opening that leads outdoors.")));
}
template <>
inline constexpr StructInfo struct_info<AssemblyPoint>{"assembly_point",
                                                       "Where people gather outdoors."};
template <class V, Is<AssemblyPoint> S>
void fields(V& v, S& s) {
    v("id", s.id, id_of(id_kind::assembly_point));
    v("name", s.name, needed("Name shown to people."));
    v("region", s.region, required(polygon("On the site's ground.")));
}

template <>
inline constexpr StructInfo struct_info<Weather>{"weather", "The air outside and at the start."};
template <class V, Is<Weather> S>
void fields(V& v, S& s) {
    v("temperature", s.temperature, within("Outdoors [C].", -60, 60));
    v("indoor_temperature", s.indoor_temperature, within("Indoors at the start [C].", -60, 60));
    v("pressure", s.pressure, within("At elevation 0 [Pa].", 50000, 110000));
    v("wind_speed", s.wind_speed, within("At 10 m [m/s].", 0, 60));
    v("wind_from", s.wind_from, heading("Direction it comes from [degrees], 0 east, 90 north."));
}

// ------------------------------------------------------------------------------------- the fire

template <>
inline constexpr StructInfo struct_info<Fuel>{"fuel", "What burns, well ventilated."};
template <class V, Is<Fuel> S>
void fields(V& v, S& s) {
    v("id", s.id, id_of(id_kind::fuel));
    v("name", s.name, needed("Name shown to people."));
    v("heat_of_combustion", s.heat_of_combustion,
      required(positive("Chemical, lower [kJ/kg].", 150000)));
    v("yield_soot", s.yield_soot, within("[kg/kg]", 0, 1));
    v("yield_co", s.yield_co, within("[kg/kg]", 0, 2));
    v("yield_co2", s.yield_co2, within("[kg/kg]", 0, 4));
    v("yield_hcn", s.yield_hcn, within("[kg/kg]", 0, 1));
    v("radiative_fraction", s.radiative_fraction, within("Of the heat released.", 0, 1));
    v("source", s.source, said("Where the numbers come from."));
    v("yield_co_starved", s.yield_co_starved, within("CO with much too little air [kg/kg].", 0, 2));
}

inline constexpr std::string_view t_squared_names[] = {"slow", "medium", "fast", "ultra_fast"};
template <>
inline constexpr StructInfo struct_info<HrrCurve>{
    "hrr_curve",
    "Heat release rate since ignition: exactly one of constant_kw, t_squared (with peak_kw), "
    "table."};
template <class V, Is<HrrCurve> S>
void fields(V& v, S& s) {
    v("constant_kw", s.constant_kw, within("[kW]", 0, strongest_kw));
    v("t_squared", s.t_squared,
      {.about = "Growth: 600, 300, 150, 75 s to 1 MW.", .one_of = t_squared_names});
    v("peak_kw", s.peak_kw, within("t_squared: reached and held [kW].", 0, strongest_kw));
    v("burn_s", s.burn_s, within("t_squared: time at the peak [s].", 0, longest_time_s));
    v("decay_s", s.decay_s, within("t_squared: linear decay to zero [s].", 0, longest_time_s));
    v("table", s.table, within("[time s, kW], rising times.", 0, longest_time_s));
}
template <>
inline constexpr StructInfo struct_info<Burner>{
    "burner", "A gas or liquid burner that follows its curve, oxygen permitting."};
template <class V, Is<Burner> S>
void fields(V& v, S& s) {
    v("id", s.id, id_of(id_kind::burner));
    v("storey", s.storey, required(names(id_kind::storey, "Storey it stands on.")));
    v("at", s.at, needed("Its middle."));
    v("size", s.size, positive("Width and depth [m].", longest_m));
    v("height", s.height, within("Of its top above the floor [m].", 0, longest_m));
    v("fuel", s.fuel, required(names(id_kind::fuel, "What burns.")));
    v("hrr", s.hrr, needed("Heat release rate."));
    v("start", s.start, within("Lit at [s].", 0, longest_time_s));
}
template <>
inline constexpr StructInfo struct_info<Burnable>{"burnable", "How an item burns."};
template <class V, Is<Burnable> S>
void fields(V& v, S& s) {
    v("fuel", s.fuel, required(names(id_kind::fuel, "What burns.")));
    v("hrr", s.hrr, needed("Heat release rate since ignition."));
    v("fire_class", s.fire_class, said("Class of fire (GB/T 4968 letters)."));
    v("ignition_flux", s.ignition_flux, positive("Critical incident flux [kW/m2].", 200));
    v("ignition_temperature", s.ignition_temperature,
      within("Of the surrounding gas [C].", 20, hottest_c));
    v("reignites", s.reignites, said("Battery, deep embers, hot oil."));
    v("thermal_inertia", s.thermal_inertia, positive("Thick surface [kW2 s/(m4 K2)].", 100));
    v("thin_kj_m2_k", s.thin_kj_m2_k,
      positive("Thin things: heat capacity per area instead [kJ/(m2 K)].", 100));
    v("energy_mj", s.energy_mj, positive("Heat content; default: what the curve releases.", 1e6));
    v("bays", s.bays, within("A shelf's parts side by side, which catch fire one by one.", 1, 20));
    v("shelves", s.shelves, within("A shelf's parts above each other.", 1, 20));
    v("heater_kw", s.heater_kw, within("Oil pan: into the oil while it overheats [kW].", 0, 100));
}
template <>
inline constexpr StructInfo struct_info<ItemType>{"item", "A kind of thing that stands about."};
template <class V, Is<ItemType> S>
void fields(V& v, S& s) {
    v("id", s.id, id_of(id_kind::item));
    v("name", s.name, needed("Name shown to people."));
    v("size", s.size, positive("Width (x), depth (y), height (z) at rotation 0 [m].", longest_m));
    v("shape", s.shape, said("Drawing recipe: box, table, desk_chair, chair, shelf, bed, …"));
    v("parts", s.parts, said("Drawn of these instead of a recipe."));
    v("colour", s.colour, within("sRGB.", 0, 1));
    v("blocks_walking", s.blocks_walking, said("People walk around it."));
    v("blocks_flow", s.blocks_flow, said("Fills the grid's cells."));
    v("burnable", s.burnable, said("Left out: it does not burn."));
    v("source", s.source, said("Where the numbers come from."));
}
template <>
inline constexpr StructInfo struct_info<Repeat>{"repeat", "A rectangular array of the same thing."};
template <class V, Is<Repeat> S>
void fields(V& v, S& s) {
    v("nx", s.nx, within("Along the thing's own x axis.", 1, 1000));
    v("ny", s.ny, within("Along the thing's own y axis.", 1, 1000));
    v("step", s.step, within("Distance along both axes [m].", -1000, 1000));
}
template <>
inline constexpr StructInfo struct_info<Furnishing>{
    "furnishing", "A thing at a place. Repeated ones get ids \"id.0\", \"id.1\", … (x fastest)."};
template <class V, Is<Furnishing> S>
void fields(V& v, S& s) {
    v("id", s.id, id_of(id_kind::thing));
    v("item", s.item, required(names(id_kind::item, "Entry of the item catalogue.")));
    v("storey", s.storey, required(names(id_kind::storey, "Storey it stands on.")));
    v("at", s.at, needed("Middle of its footprint; of the first one where repeated."));
    v("z", s.z, within("Of its underside above the floor [m].", 0, longest_m));
    v("rotation", s.rotation, heading("Counter-clockwise [degrees]."));
    v("size", s.size, positive("Instead of the catalogue's [m].", longest_m));
    v("repeat", s.repeat, said("An array of them."));
    v("ignite", s.ignite, within("Starts burning at this drill time [s].", 0, longest_time_s));
    v("overheats", s.overheats,
      within("Oil pan: heater left on from this drill time [s].", 0, longest_time_s));
}

// ------------------------------------------------------------------------------------- occupants

template <>
inline constexpr StructInfo struct_info<Distribution>{
    "distribution",
    "constant a; uniform a…b; normal mean a, sd b; lognormal mu a, sigma b; gamma shape a, scale "
    "b; "
    "weibull scale a, shape b."};
template <class V, Is<Distribution> S>
void fields(V& v, S& s) {
    v("kind", s.kind, said("Which one."));
    v("a", s.a, needed("First parameter."));
    v("b", s.b, said("Second parameter."));
    v("low", s.low, said("Cut below."));
    v("high", s.high, said("Cut above."));
}
template <>
inline constexpr StructInfo struct_info<Profile>{"profile", "How a kind of person moves."};
template <class V, Is<Profile> S>
void fields(V& v, S& s) {
    v("id", s.id, id_of(id_kind::profile));
    v("name", s.name, needed("Name shown to people."));
    v("speed", s.speed, needed("Free walking speed on the flat [m/s]."));
    v("radius", s.radius, within("Of the body [m].", 0.1, 0.6));
    v("height", s.height, within("[m]", 0.5, 2.5));
    v("stairs_up", s.stairs_up, within("Factor on the flat speed, along the slope.", 0, 1.5));
    v("stairs_down", s.stairs_down, within("Factor on the flat speed, along the slope.", 0, 1.5));
    v("look", s.look, said("Drawing recipe: adult, pupil, teacher, staff, elderly, child."));
    v("source", s.source, said("Where the numbers come from."));
    v("needs_help_on_stairs", s.needs_help_on_stairs,
      said("Takes no stair alone: waits before it for a guide or one of the own group."));
}
template <>
inline constexpr StructInfo struct_info<OccupantGroup>{
    "occupant_group", "People who start together, in a room, a region or at points."};
template <class V, Is<OccupantGroup> S>
void fields(V& v, S& s) {
    v("id", s.id, id_of(id_kind::group));
    v("name", s.name, needed("Name shown to people."));
    v("storey", s.storey, required(names(id_kind::storey, "Storey they start on.")));
    v("room", s.room, names(id_kind::room, "They start spread over this room, or"));
    v("region", s.region, polygon("over this polygon, or"));
    v("positions", s.positions, said("at these points."));
    v("count", s.count, within("How many; left out with positions: as many as points.", 1, 20000));
    v("profile", s.profile, required(names(id_kind::profile, "How they move.")));
    v("pre_movement", s.pre_movement, said("After the alarm reaches them [s]."));
    v("familiar_exits", s.familiar_exits, names(id_kind::exit, "Empty: all exits are known."));
    v("leader", s.leader, names(id_kind::group, "Group of one whom they follow; empty: none."));
    v("plan", s.plan, names(id_kind::plan, "Empty: nearest usable exit."));
    v("counted", s.counted, said("Takes part in the head count."));
    v("together", s.together,
      said("A family: gathers before it leaves and goes as fast as its slowest."));
    v("with", s.with,
      names(id_kind::group, "Group whose family they belong to; makes both a family."));
    v("guides", s.guides,
      said("Staff who tell those near to go and by which exit, carry and rescue."));
    v("sweeps", s.sweeps, names(id_kind::room, "Rooms that guides go through before they leave."));
    v("returns_for_belongings", s.returns_for_belongings,
      within("Share who turn back for what they left.", 0, 1));
    v("uses_lift", s.uses_lift, within("Share who take a lift although it burns.", 0, 1));
}
template <>
inline constexpr StructInfo struct_info<Plan>{"plan", "Which group goes where."};
template <class V, Is<Plan> S>
void fields(V& v, S& s) {
    v("id", s.id, id_of(id_kind::plan));
    v("name", s.name, said("Name shown to people; may be left out."));
    v("exit", s.exit, names(id_kind::exit, "Empty: any."));
    v("assembly_point", s.assembly_point, names(id_kind::assembly_point, "Empty: nearest."));
    v("head_count_by", s.head_count_by,
      names(id_kind::group, "Group of the counter; empty: none."));
    v("fetched_by", s.fetched_by,
      names(id_kind::group, "Group that goes back for those missing; empty: none."));
}
template <>
inline constexpr StructInfo struct_info<Lift>{
    "lift", "A lift; its car is drawn as a small room on each storey that it serves."};
template <class V, Is<Lift> S>
void fields(V& v, S& s) {
    v("id", s.id, id_of(id_kind::lift));
    v("name", s.name, said("Name shown to people; may be left out."));
    v("region", s.region, required(polygon("Floor of the car, the same on all storeys.")));
    v("storeys", s.storeys, required(names(id_kind::storey, "Storeys it serves.")));
    v("speed", s.speed, positive("[m/s]", 20));
    v("capacity", s.capacity, within("Persons.", 1, 100));
}

// ------------------------------------------------------------------------------------- devices

inline constexpr std::string_view axis_names[] = {"heading", "up"};
template <>
inline constexpr StructInfo struct_info<Device>{"device", "A measurement, written to --devices."};
template <class V, Is<Device> S>
void fields(V& v, S& s) {
    v("id", s.id, id_of(id_kind::device));
    v("quantity", s.quantity, needed("What is measured."));
    v("storey", s.storey, required(names(id_kind::storey, "Storey whose floor `z` is above.")));
    v("at", s.at, said("Where, in plan."));
    v("z", s.z, within("Above the floor [m].", 0, longest_m));
    v("axis", s.axis, heading("Velocity, heat flux: direction measured [degrees]."));
    v("axis_name", s.axis_name, {.about = "heading or up.", .one_of = axis_names});
    v("opening", s.opening,
      names(id_kind::opening, "Of mass_flow_*, volume_flow, people_through."));
    v("line", s.line, said("people_through: counted across this line of two points."));
    v("region", s.region, polygon("density: people per m2 in it."));
    v("burner", s.burner,
      names(id_kind::burner | id_kind::thing,
            "hrr, burned_mass: of one burner or thing; empty: total."));
}

// ------------------------------------------------------------------------------------- the drill

template <>
inline constexpr StructInfo struct_info<Camera>{"camera", "A view with a name."};
template <class V, Is<Camera> S>
void fields(V& v, S& s) {
    v("id", s.id, id_of(id_kind::camera));
    v("storey", s.storey, names(id_kind::storey, "Empty: z is absolute."));
    v("at", s.at, needed("Where, in plan."));
    v("z", s.z, within("Above the storey's floor, or absolute [m].", -200, 1000));
    v("heading", s.heading, heading("Looks towards [degrees]."));
    v("pitch", s.pitch, within("Up positive [degrees].", -90, 90));
    v("field_of_view", s.field_of_view, within("Vertical [degrees].", 5, 150));
    v("cut_above", s.cut_above, names(id_kind::storey, "What lies above it is not drawn."));
}
inline constexpr std::string_view role_names[] = {"staff",  "teacher",  "pupil",     "manager",
                                                  "tenant", "landlord", "inspector", "duty"};
template <>
inline constexpr StructInfo struct_info<TraineeStart>{"trainee_start", "Where the trainee begins."};
template <class V, Is<TraineeStart> S>
void fields(V& v, S& s) {
    v("storey", s.storey, required(names(id_kind::storey, "Storey to stand on.")));
    v("at", s.at, needed("Where, in plan."));
    v("heading", s.heading, heading("Looks towards [degrees]."));
    v("role", s.role, {.about = "Who the trainee is.", .one_of = role_names});
}
template <>
inline constexpr StructInfo struct_info<Trigger>{
    "trigger", "At a time, or when an event of the timeline has happened (then `delay` later)."};
template <class V, Is<Trigger> S>
void fields(V& v, S& s) {
    v("at_s", s.at_s, within("Drill time [s].", 0, longest_time_s));
    v("after_event", s.after_event, said("Event name, such as \"alarm.raised\"."));
    v("delay", s.delay, within("After the event [s].", 0, longest_time_s));
}
inline constexpr std::string_view inject_names[] = {
    "ignite",       "alarm",     "open",
    "close",        "lock",      "unlock",
    "break_window", "power_cut", "empty_extinguisher",
    "message"};
template <>
inline constexpr StructInfo struct_info<Inject>{"inject", "Something that happens in the drill."};
template <class V, Is<Inject> S>
void fields(V& v, S& s) {
    v("id", s.id, id_of(id_kind::inject));
    v("when", s.when, needed("When it happens."));
    v("what", s.what, {.about = "What happens.", .required = true, .one_of = inject_names});
    v("target", s.target,
      names(id_kind::opening | id_kind::thing | id_kind::fixture | id_kind::burner,
            "ignite: a thing; open, close, lock, unlock, break_window: an opening; "
            "empty_extinguisher: an extinguisher; power_cut: a switchboard, left out: all of it."));
    v("text", s.text, said("Shown to the trainee (message)."));
}
template <>
inline constexpr StructInfo struct_info<FireChoice>{
    "fire_choice", "Another fire than the scenario's own, to be chosen before a drill."};
template <class V, Is<FireChoice> S>
void fields(V& v, S& s) {
    v("id", s.id, id_of(id_kind::fire));
    v("name", s.name, needed("What burns, shown to people."));
    v("target", s.target, required(names(id_kind::thing, "The thing that starts to burn.")));
    v("at", s.at,
      within("It burns from then on [s]; the heater under a pan of oil stays on.", 0,
             longest_time_s));
    v("leaves_out", s.leaves_out,
      names(id_kind::inject | id_kind::task, "What speaks of the scenario's own fire."));
    v("injects", s.injects, said("What happens with this fire only."));
}
inline constexpr std::string_view confirm_names[] = {"push", "look",    "press",
                                                     "read", "measure", "release"};
template <>
inline constexpr StructInfo struct_info<Fault>{"fault", "A hidden fault of the fault catalogue."};
template <class V, Is<Fault> S>
void fields(V& v, S& s) {
    v("id", s.id, id_of(id_kind::fault));
    v("code", s.code, needed("Code of the catalogue, such as \"EX-01\"."));
    v("target", s.target, required(names(id_kind::physical, "What is at fault.")));
    v("confirm", s.confirm, {.about = "The observation that settles it.", .one_of = confirm_names});
    v("things", s.things,
      names(id_kind::thing | id_kind::opening, "There only because of it; gone when mended."));
    v("sound_width", s.sound_width, within("Of the opening once mended [m].", 0, longest_m));
}
template <>
inline constexpr StructInfo struct_info<ExitCheck>{"exit_check", "What is true of an exit."};
template <class V, Is<ExitCheck> S>
void fields(V& v, S& s) {
    v("exit", s.exit, required(names(id_kind::exit | id_kind::opening, "An exit or an opening.")));
    v("expected", s.expected,
      {.about = "All that are true; [\"usable\"] where nothing is wrong.",
       .required = true,
       .fewest = 1});
}
inline constexpr std::string_view skill_names[] = {"extinguisher", "exit_check", "fault_spotting",
                                                   "evacuation", "alarm"};
// The conditions of an event, the same wherever one is asked for.
template <class V, class S>
void condition_fields(V& v, S& s) {
    v("event", s.event, said("Event of the timeline that decides."));
    v("target", s.target, names(id_kind::any, "Only with this target; empty: any."));
    v("detail", s.detail, said("Only with this detail; empty: any."));
    v("within_s", s.within_s, within("Of drill start, or of `of_event` [s].", 0, longest_time_s));
    v("of_event", s.of_event, said("Where `within_s` counts from."));
    v("before_event", s.before_event, said("Must come before the first of this."));
    v("after_event", s.after_event, said("Must come after the first of this."));
    v("value_at_least", s.value_at_least, said("Of the event's value."));
    v("value_at_most", s.value_at_most, said("Of the event's value."));
}
template <>
inline constexpr StructInfo struct_info<EventCondition>{"event_condition",
                                                        "An event that meets conditions."};
template <class V, Is<EventCondition> S>
void fields(V& v, S& s) {
    condition_fields(v, s);
}
inline constexpr std::string_view confidence_names[] = {"", "A", "B", "C", "D"};
template <>
inline constexpr StructInfo struct_info<RuleBasis>{
    "rule_basis", "The rule behind something; what is not known stays blank."};
template <class V, Is<RuleBasis> S>
void fields(V& v, S& s) {
    v("standard", s.standard, said("Law or standard."));
    v("clause", s.clause, said("Clause."));
    v("edition", s.edition, said("Edition."));
    v("in_force", s.in_force, said("Date from which it holds."));
    v("confidence", s.confidence,
      {.about = "A read in the text, B in a compilation, C known, D unsure.",
       .one_of = confidence_names});
}
inline constexpr std::string_view share_names[] = {"", "faults", "checks", "occupants"};
template <>
inline constexpr StructInfo struct_info<RubricItem>{
    "rubric_item",
    "One line of the rubric: points earned or lost when its event happens. An item of the default "
    "rubric is changed by naming its id and what is different."};
template <class V, Is<RubricItem> S>
void fields(V& v, S& s) {
    v("id", s.id, id_of(id_kind::rubric_item));
    v("skill", s.skill, {.about = "Which skill it trains.", .one_of = skill_names});
    v("text", s.text, said("What is asked."));
    v("reason", s.reason, said("Why."));
    v("points", s.points, within("Earned; negative: lost each time.", -100, 100));
    condition_fields(v, s);
    v("any_of", s.any_of, said("Or one of these events."));
    v("all_of", s.all_of, said("Each of these must have happened."));
    v("none_of", s.none_of, said("None of these may have happened."));
    v("times", s.times, within("Counted at most so often.", 1, 1000));
    v("share_of", s.share_of,
      {.about = "Points in proportion to all faults, checks or occupants there are.",
       .one_of = share_names});
    v("full_share", s.full_share, within("Share that earns full points.", 0.01, 1));
    v("roles", s.roles, said("Only for these roles; empty: for everybody."));
    v("critical", s.critical, said("Its occurrence fails the drill."));
    v("ends_drill", s.ends_drill, said("And ends an examination at once."));
    v("drop", s.drop, said("Leaves this item of the default rubric out."));
    v("source", s.source, said("Rule or author behind it."));
    v("basis", s.basis, said("The rule behind it, part by part."));
}
template <>
inline constexpr StructInfo struct_info<SkillWeight>{"skill_weight",
                                                     "What a skill counts in the total of 100."};
template <class V, Is<SkillWeight> S>
void fields(V& v, S& s) {
    v("skill", s.skill, {.about = "Which skill.", .required = true, .one_of = skill_names});
    v("weight", s.weight, required(within("The sum of its items' points.", 0, 100)));
}
inline constexpr std::string_view lesson_target_names[] = {
    "",     "extinguisher", "call_point", "gas_shutoff", "power_shutoff",  "emergency_light",
    "exit", "exit_sign",    "fault",      "fire",        "assembly_point", "fire_door"};
template <>
inline constexpr StructInfo struct_info<LessonStep>{"lesson_step", "One step of a lesson."};
template <class V, Is<LessonStep> S>
void fields(V& v, S& s) {
    v("id", s.id, needed("Of the step."));
    v("text", s.text, needed("What to do."));
    v("reason", s.reason, needed("Why."));
    v("done", s.done, said("What ends the step."));
    v("seconds", s.seconds, within("Without such an event it ends after this time [s].", 1, 60));
    v("point_to", s.point_to,
      {.about = "Kind of thing to point at; the nearest is meant.", .one_of = lesson_target_names});
}
template <>
inline constexpr StructInfo struct_info<Lesson>{"lesson", "A guided lesson."};
template <class V, Is<Lesson> S>
void fields(V& v, S& s) {
    v("id", s.id, needed("Name of the lesson's file."));
    v("skill", s.skill, {.about = "Which skill.", .required = true, .one_of = skill_names});
    v("name", s.name, needed("Shown to people."));
    v("with_fire", s.with_fire, said("Something burns."));
    v("with_crowd", s.with_crowd, said("There are other people."));
    v("ignite", s.ignite, within("What burns starts at this time instead [s].", 0, 300));
    v("duration", s.duration, within("At most [s].", 10, 300));
    v("steps", s.steps, {.about = "In order.", .required = true, .fewest = 1});
}
template <>
inline constexpr StructInfo struct_info<Task>{"task", "What the trainee is to do."};
template <class V, Is<Task> S>
void fields(V& v, S& s) {
    v("id", s.id, id_of(id_kind::task));
    v("text", s.text, needed("Shown to the trainee."));
    v("done_event", s.done_event, needed("Event that ticks it off."));
    v("target", s.target, names(id_kind::any, "Only with this target; empty: any."));
}
template <>
inline constexpr StructInfo struct_info<DrillPlan>{"drill", "What the trainee is put through."};
template <class V, Is<DrillPlan> S>
void fields(V& v, S& s) {
    v("briefing", s.briefing, needed("Read before the start."));
    v("start", s.start, needed("Where the trainee begins."));
    v("duration", s.duration, positive("Ends then at the latest [s].", 86400));
    v("power_fails_on_alarm", s.power_fails_on_alarm, said("Only emergency lights remain."));
    v("injects", s.injects, said("What happens on the way."));
    v("fires", s.fires, said("Other fires than the scenario's own, to choose from."));
    v("faults", s.faults, said("Hidden in the building."));
    v("checks", s.checks, said("What is true of the exits."));
    v("tasks", s.tasks, said("Shown to the trainee."));
    v("rubric_base", s.rubric_base,
      said("Default rubric (assets/rubrics) that `rubric` changes and adds to."));
    v("skills", s.skills, said("What each skill counts; empty: points count as they are."));
    v("rubric", s.rubric, said("How the drill is scored."));
    v("pass_mark", s.pass_mark, within("Of 100.", 0, 100));
    v("inspection", s.inspection, said("A round before the fire; left out: it burns at once."));
    v("fault_pool", s.fault_pool, said("Faults drawn by the seed."));
    v("decoys", s.decoys, said("What looks like a fault and is none."));
    v("lesson", s.lesson, said("The guided lesson that is given, if any."));
}

template <>
inline constexpr StructInfo struct_info<Scenario>{
    "scenario",
    "A building and a drill in it. Metres, seconds, degrees Celsius, kW; angles in "
    "degrees counter-clockwise from east; z up."};
template <class V, Is<Scenario> S>
void fields(V& v, S& s) {
    v("format", s.format, required(within("Version of this format.", 1, 1)));
    v("id", s.id, needed("Name of the scenario's folder."));
    v("name", s.name, needed("Name shown to people."));
    v("description", s.description, said("What it is for."));
    v("place_type", s.place_type, said("Place code of the fault catalogue: SC, SM, RB, …"));
    v("version", s.version, said("Of this scenario."));
    v("storeys", s.storeys, {.about = "Lowest first.", .required = true, .fewest = 1});
    v("site", s.site, said("Walkable ground around the building."));
    v("weather", s.weather, said("Outside wind and temperature."));
    v("materials", s.materials, said("Own materials; the same id replaces a built-in one."));
    v("walls", s.walls, said("Walls."));
    v("openings", s.openings, said("Doors, windows and holes."));
    v("stairs", s.stairs, said("Stairs and ramps."));
    v("rooms", s.rooms, said("Rooms."));
    v("exits", s.exits, said("Exits."));
    v("assembly_points", s.assembly_points, said("Assembly points."));
    v("fuels", s.fuels, said("Own fuels; the same id replaces a built-in one."));
    v("burners", s.burners, said("Burners."));
    v("items", s.items, said("Own kinds of things; the same id replaces a built-in one."));
    v("furnishings", s.furnishings, said("Things that stand about."));
    v("fixtures", s.fixtures, said("Fire protection."));
    v("profiles", s.profiles, said("Own profiles; the same id replaces a built-in one."));
    v("occupants", s.occupants, said("People, by group."));
    v("plans", s.plans, said("Which group goes where."));
    v("devices", s.devices, said("Measurements."));
    v("cameras", s.cameras, said("Views by name."));
    v("drill", s.drill, said("The drill."));
    v("lifts", s.lifts, said("Lifts."));
}

}  // namespace firedrill::format

// Parts of the description in files of their own.
#include "building/format/fault_fields.hpp"    // IWYU pragma: keep
#include "building/format/fixture_fields.hpp"  // IWYU pragma: keep
