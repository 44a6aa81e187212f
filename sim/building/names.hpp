// Names of the scenario format's enumerations, as they stand in files: the one list that reading,
// writing, the published schema and everybody who prints or looks up such a value share.
#pragma once

#include <span>
#include <string_view>

#include "building/scenario.hpp"

namespace firedrill {

template <class E>
struct EnumName {
    E value;
    std::string_view name;
};

namespace enum_tables {
inline constexpr EnumName<OpeningKind> opening_kind[] = {
    {OpeningKind::door, "door"}, {OpeningKind::window, "window"}, {OpeningKind::hole, "hole"}};
inline constexpr EnumName<LeafMotion> leaf_motion[] = {{LeafMotion::swing, "swing"},
                                                       {LeafMotion::sliding, "sliding"},
                                                       {LeafMotion::shutter, "shutter"},
                                                       {LeafMotion::none, "none"}};
inline constexpr EnumName<OpeningState> opening_state[] = {{OpeningState::closed, "closed"},
                                                           {OpeningState::open, "open"}};
inline constexpr EnumName<FireClass> fire_class[] = {{FireClass::A, "A"},
                                                     {FireClass::B, "B"},
                                                     {FireClass::C, "C"},
                                                     {FireClass::D, "D"},
                                                     {FireClass::E, "E"},
                                                     {FireClass::F, "F"},
                                                     {FireClass::battery, "battery"}};
inline constexpr EnumName<Agent> agent[] = {{Agent::abc_powder, "abc_powder"},
                                            {Agent::bc_powder, "bc_powder"},
                                            {Agent::co2, "co2"},
                                            {Agent::water, "water"},
                                            {Agent::foam, "foam"},
                                            {Agent::wet_chemical, "wet_chemical"},
                                            {Agent::fire_blanket, "fire_blanket"},
                                            {Agent::clean_agent, "clean_agent"}};
inline constexpr EnumName<Gauge> gauge[] = {
    {Gauge::green, "green"}, {Gauge::red, "red"}, {Gauge::yellow, "yellow"}, {Gauge::none, "none"}};
inline constexpr EnumName<DetectorSpec::Kind> detector_kind[] = {
    {DetectorSpec::Kind::smoke, "smoke"}, {DetectorSpec::Kind::heat, "heat"}};
inline constexpr EnumName<Arrow> arrow[] = {
    {Arrow::none, "none"}, {Arrow::left, "left"}, {Arrow::right, "right"}, {Arrow::both, "both"}};
inline constexpr EnumName<FixtureKind> fixture_kind[] = {
    {FixtureKind::extinguisher, "extinguisher"},
    {FixtureKind::hydrant_cabinet, "hydrant_cabinet"},
    {FixtureKind::hose_reel, "hose_reel"},
    {FixtureKind::detector, "detector"},
    {FixtureKind::call_point, "call_point"},
    {FixtureKind::sounder, "sounder"},
    {FixtureKind::sprinkler, "sprinkler"},
    {FixtureKind::exit_sign, "exit_sign"},
    {FixtureKind::emergency_light, "emergency_light"},
    {FixtureKind::smoke_vent, "smoke_vent"},
    {FixtureKind::gas_shutoff, "gas_shutoff"},
    {FixtureKind::power_shutoff, "power_shutoff"},
    {FixtureKind::fire_blanket, "fire_blanket"},
    {FixtureKind::evacuation_plan, "evacuation_plan"},
    {FixtureKind::alarm_panel, "alarm_panel"}};
inline constexpr EnumName<Distribution::Kind> distribution_kind[] = {
    {Distribution::Kind::constant, "constant"}, {Distribution::Kind::uniform, "uniform"},
    {Distribution::Kind::normal, "normal"},     {Distribution::Kind::lognormal, "lognormal"},
    {Distribution::Kind::gamma, "gamma"},       {Distribution::Kind::weibull, "weibull"}};
inline constexpr EnumName<Quantity> quantity[] = {
    {Quantity::temperature, "temperature"},
    {Quantity::layer_temperature, "layer_temperature"},
    {Quantity::lower_layer_temperature, "lower_layer_temperature"},
    {Quantity::layer_height, "layer_height"},
    {Quantity::velocity, "velocity"},
    {Quantity::pressure, "pressure"},
    {Quantity::mass_flow_out, "mass_flow_out"},
    {Quantity::mass_flow_in, "mass_flow_in"},
    {Quantity::volume_flow, "volume_flow"},
    {Quantity::visibility, "visibility"},
    {Quantity::soot_density, "soot_density"},
    {Quantity::oxygen, "oxygen"},
    {Quantity::carbon_dioxide, "carbon_dioxide"},
    {Quantity::carbon_monoxide, "carbon_monoxide"},
    {Quantity::heat_flux, "heat_flux"},
    {Quantity::people_through, "people_through"},
    {Quantity::density, "density"},
    {Quantity::hrr, "hrr"},
    {Quantity::burned_mass, "burned_mass"}};
inline constexpr EnumName<ExitVerdict> exit_verdict[] = {
    {ExitVerdict::usable, "usable"},
    {ExitVerdict::locked, "locked"},
    {ExitVerdict::blocked, "blocked"},
    {ExitVerdict::too_narrow, "too_narrow"},
    {ExitVerdict::wedged_open, "wedged_open"},
    {ExitVerdict::opens_wrong_way, "opens_wrong_way"},
    {ExitVerdict::sign_dark, "sign_dark"},
    {ExitVerdict::light_dead, "light_dead"},
    {ExitVerdict::sign_wrong, "sign_wrong"},
    {ExitVerdict::closer_broken, "closer_broken"},
    {ExitVerdict::barred, "barred"},
    {ExitVerdict::stair_occupied, "stair_occupied"},
    {ExitVerdict::fire_lane_taken, "fire_lane_taken"}};
inline constexpr EnumName<ModelPart::Shape> part_shape[] = {
    {ModelPart::Shape::box, "box"},
    {ModelPart::Shape::cylinder, "cylinder"},
    {ModelPart::Shape::cone, "cone"},
    {ModelPart::Shape::ball, "ball"},
    {ModelPart::Shape::text, "text"}};
}  // namespace enum_tables

// enum_names(E{}) lists every value of E with its name.
constexpr std::span<const EnumName<OpeningKind>> enum_names(OpeningKind) {
    return enum_tables::opening_kind;
}
constexpr std::span<const EnumName<LeafMotion>> enum_names(LeafMotion) {
    return enum_tables::leaf_motion;
}
constexpr std::span<const EnumName<OpeningState>> enum_names(OpeningState) {
    return enum_tables::opening_state;
}
constexpr std::span<const EnumName<FireClass>> enum_names(FireClass) {
    return enum_tables::fire_class;
}
constexpr std::span<const EnumName<Agent>> enum_names(Agent) {
    return enum_tables::agent;
}
constexpr std::span<const EnumName<Gauge>> enum_names(Gauge) {
    return enum_tables::gauge;
}
constexpr std::span<const EnumName<DetectorSpec::Kind>> enum_names(DetectorSpec::Kind) {
    return enum_tables::detector_kind;
}
constexpr std::span<const EnumName<Arrow>> enum_names(Arrow) {
    return enum_tables::arrow;
}
constexpr std::span<const EnumName<FixtureKind>> enum_names(FixtureKind) {
    return enum_tables::fixture_kind;
}
constexpr std::span<const EnumName<Distribution::Kind>> enum_names(Distribution::Kind) {
    return enum_tables::distribution_kind;
}
constexpr std::span<const EnumName<Quantity>> enum_names(Quantity) {
    return enum_tables::quantity;
}
constexpr std::span<const EnumName<ExitVerdict>> enum_names(ExitVerdict) {
    return enum_tables::exit_verdict;
}

constexpr std::span<const EnumName<ModelPart::Shape>> enum_names(ModelPart::Shape) {
    return enum_tables::part_shape;
}

// The name of a value: name_of(FixtureKind::hose_reel) is "hose_reel".
template <class E>
constexpr std::string_view name_of(E value) {
    for (const auto& entry : enum_names(E{})) {
        if (entry.value == value) return entry.name;
    }
    return {};
}

}  // namespace firedrill
