// Fields of what faults need in the scenario format: places for drawn faults, decoys, the round
// before the fire, drawn things made of parts. A part of fields.hpp, which includes it at its end.
#pragma once

#include "building/format/fields.hpp"

namespace firedrill::format {

inline constexpr std::string_view surface_names[] = {"",      "plain", "wood",
                                                     "metal", "goods", "glowing"};
template <>
inline constexpr StructInfo struct_info<ModelPart>{"model_part", "A piece of a drawn thing."};
template <class V, Is<ModelPart> S>
void fields(V& v, S& s) {
    v("shape", s.shape,
      said("Box, cylinder, cone or ball that fills the box, or text on its front."));
    v("low", s.low,
      needed("Lower corner in the item's frame, foot at z = 0, front towards -y [m]."));
    v("high", s.high, needed("Upper corner [m]."));
    v("colour", s.colour, within("sRGB.", 0, 1));
    v("surface", s.surface, {.about = "How it is painted.", .one_of = surface_names});
    v("text", s.text, said("One line."));
}
template <>
inline constexpr StructInfo struct_info<FaultPlace>{
    "fault_place", "Where a fault of the catalogue may be put; the catalogue says how it is made."};
template <class V, Is<FaultPlace> S>
void fields(V& v, S& s) {
    v("code", s.code, needed("Code of the catalogue, such as \"EX-01\"."));
    v("target", s.target,
      required(names(id_kind::physical, "What is at fault, or in which room.")));
    v("at", s.at, said("Where a thing is put; left out: a free spot is found."));
    v("z", s.z, within("With `at`: of its underside above the floor [m].", 0, longest_m));
    v("facing", s.facing, heading("With `at`: direction its front looks [degrees]."));
}
template <>
inline constexpr StructInfo struct_info<Decoy>{"decoy", "What looks like a fault and is none."};
template <class V, Is<Decoy> S>
void fields(V& v, S& s) {
    v("id", s.id, id_of(id_kind::fault));
    v("code", s.code, needed("Code of the catalogue's decoy."));
    v("target", s.target, required(names(id_kind::physical, "What may be taken for a fault.")));
    v("confirm", s.confirm,
      {.about = "The observation that shows it to be sound.", .one_of = confirm_names});
    v("things", s.things, names(id_kind::thing, "Furnishings that belong to it."));
}
template <>
inline constexpr StructInfo struct_info<FaultPool>{
    "fault_pool", "From which faults are drawn by the drill's seed."};
template <class V, Is<FaultPool> S>
void fields(V& v, S& s) {
    v("places", s.places, said("Faults that may be drawn."));
    v("decoys", s.decoys, said("Decoys that may be drawn."));
    v("easy", s.easy, within("Faults drawn.", 0, 1000));
    v("normal", s.normal, within("Faults drawn.", 0, 1000));
    v("hard", s.hard, within("Faults drawn.", 0, 1000));
}
template <>
inline constexpr StructInfo struct_info<InspectionPlan>{
    "inspection", "The trainee walks the building in daily use before it burns."};
template <class V, Is<InspectionPlan> S>
void fields(V& v, S& s) {
    v("duration", s.duration, positive("The fire begins then at the latest [s].", 86400));
    v("briefing", s.briefing, said("Read before the start; left out: that of the drill alone."));
}
}  // namespace firedrill::format
