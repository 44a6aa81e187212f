// Fields of fire-protection fixtures in the scenario format, each kind with the keys of its own. A
// part of fields.hpp, which includes it at its end.
#pragma once

#include "building/format/fields.hpp"

namespace firedrill::format {

template <>
inline constexpr StructInfo struct_info<ExtinguisherSpec>{"extinguisher",
                                                          "A portable extinguisher."};
template <class V, Is<ExtinguisherSpec> S>
void fields(V& v, S& s) {
    v("agent", s.agent, said("What is in it."));
    v("charge", s.charge, within("[kg], litres for water and foam.", 0, 200));
    v("gauge", s.gauge, said("Where the needle stands."));
    v("pin", s.pin, said("The safety pin is in."));
    v("seal", s.seal, said("The seal is unbroken."));
    v("hose_sound", s.hose_sound, said("The hose is sound."));
    v("corroded", s.corroded, said("Rust on the body."));
    v("blocked", s.blocked, said("Something stands before it."));
    v("made", s.made, said("Month of manufacture on the label, \"2022-05\"."));
    v("checked", s.checked, said("The tag of its checks is filled in."));
    v("locked_in", s.locked_in, said("In a box that is locked."));
}
template <>
inline constexpr StructInfo struct_info<DetectorSpec>{"detector", "A smoke or heat detector."};
template <class V, Is<DetectorSpec> S>
void fields(V& v, S& s) {
    v("senses", s.senses, said("smoke or heat."));
    v("threshold", s.threshold, positive("Smoke: obscuration [%/m]; heat: temperature [C].", 500));
    v("rti", s.rti, positive("Heat: response time index [(m s)^0.5].", 2000));
    v("rise", s.rise,
      within("Heat: rated rate of rise [K/min]; 0: fixed temperature only.", 0, 60));
    v("capped", s.capped, said("The dust cap is still on."));
    v("dead", s.dead, said("Out of order."));
}
template <>
inline constexpr StructInfo struct_info<SprinklerSpec>{"sprinkler", "A sprinkler head."};
template <class V, Is<SprinklerSpec> S>
void fields(V& v, S& s) {
    v("activation", s.activation, within("Of the link [C].", 30, 400));
    v("rti", s.rti, positive("Response time index [(m s)^0.5].", 2000));
    v("conduction", s.conduction, within("C factor [(m/s)^0.5].", 0, 5));
    v("flow", s.flow, within("[kg/s]", 0, 50));
    v("radius", s.radius, within("Of the wetted circle [m].", 0.5, 10));
    v("valve_shut", s.valve_shut, said("No water comes."));
    v("obstructed", s.obstructed, said("Something stands in its spray."));
}
template <>
inline constexpr StructInfo struct_info<SignSpec>{"sign", "An exit sign."};
template <class V, Is<SignSpec> S>
void fields(V& v, S& s) {
    v("arrow", s.arrow, said("Where it points, as seen."));
    v("lit", s.lit, said("It is lit."));
    v("covered", s.covered, said("Something hides it."));
}
template <>
inline constexpr StructInfo struct_info<LightSpec>{"light", "An emergency light."};
template <class V, Is<LightSpec> S>
void fields(V& v, S& s) {
    v("works", s.works, said("On its test button and when the mains fail."));
}
template <>
inline constexpr StructInfo struct_info<VentSpec>{"vent", "A smoke vent."};
template <class V, Is<VentSpec> S>
void fields(V& v, S& s) {
    v("size", s.size, positive("Width and height [m].", longest_m));
    v("extract", s.extract, within("Mechanical [m3/s]; 0: natural.", 0, 1000));
    v("works", s.works, said("It opens or runs."));
    v("opens_at", s.opens_at,
      within("Gas temperature at its fusible link [C]; left out: none.", 20, 400));
    v("on_detection", s.on_detection, said("Opens when a detector has tripped."));
}

template <>
inline constexpr StructInfo struct_info<SounderSpec>{"sounder", "An alarm sounder."};
template <class V, Is<SounderSpec> S>
void fields(V& v, S& s) {
    v("range", s.range,
      within("Heard so far in the open on its storey [m], less through walls and shut doors; 0: in "
             "the whole building.",
             0, 1000));
}

template <>
inline constexpr StructInfo struct_info<SupplySpec>{"supply", "A switchboard or a gas valve."};
template <class V, Is<SupplySpec> S>
void fields(V& v, S& s) {
    v("feeds", s.feeds,
      {.about = "Rooms and storeys that are cut with it; left out: of a gas valve the room it is "
                "in, of a switchboard its storey where every storey has one, else the whole "
                "building.",
       .fewest = 1,
       .names = id_kind::room | id_kind::storey});
}

// The keys a fixture has beside the common ones depend on its kind.
using FixtureSpec = decltype(Fixture::spec);
inline FixtureSpec spec_of_kind(FixtureKind kind) {
    switch (kind) {
        case FixtureKind::extinguisher:
            return ExtinguisherSpec{};
        case FixtureKind::detector:
            return DetectorSpec{};
        case FixtureKind::sprinkler:
            return SprinklerSpec{};
        case FixtureKind::exit_sign:
            return SignSpec{};
        case FixtureKind::emergency_light:
            return LightSpec{};
        case FixtureKind::smoke_vent:
            return VentSpec{};
        case FixtureKind::sounder:
            return SounderSpec{};
        case FixtureKind::gas_shutoff:
        case FixtureKind::power_shutoff:
            return SupplySpec{};
        default:
            return std::monostate{};
    }
}

template <>
inline constexpr StructInfo struct_info<Fixture>{"fixture", "A piece of fire protection."};
template <class V, Is<Fixture> S>
void fields(V& v, S& s) {
    v("id", s.id, id_of(id_kind::fixture));
    v("kind", s.kind, needed("What it is."));
    v("storey", s.storey, required(names(id_kind::storey, "Storey it is on.")));
    v("name", s.name, said("Left out: the kind's name."));
    v("at", s.at, needed("Its middle in plan."));
    v("z", s.z, within("Of its middle above the floor [m].", 0, longest_m));
    v("facing", s.facing, heading("Direction its front looks [degrees]."));
    v("works", s.works, said("Call point, sounder, hydrant (has water), …"));
    v("missing", s.missing, said("Only its mark on the wall is left."));
    v.by_kind(s);
}

}  // namespace firedrill::format
