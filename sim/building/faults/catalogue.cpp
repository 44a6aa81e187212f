#include "building/faults/catalogue.hpp"

#include <algorithm>

#include "base/hash.hpp"
#include "base/paths.hpp"
#include "base/random.hpp"
#include "building/format/file.hpp"
#include "building/format/reader.hpp"

namespace firedrill {

namespace enum_tables {
inline constexpr EnumName<FaultGrade> fault_grade[] = {{FaultGrade::general, "general"},
                                                       {FaultGrade::major, "major"},
                                                       {FaultGrade::may_rise, "may_rise"}};
}  // namespace enum_tables
constexpr std::span<const EnumName<FaultGrade>> enum_names(FaultGrade) {
    return enum_tables::fault_grade;
}

namespace format {

template <>
inline constexpr StructInfo struct_info<DoorChange>{"door_change", "What becomes of an opening."};
template <class V, Is<DoorChange> S>
void fields(V& v, S& s) {
    v("locked", s.locked, said(""));
    v("chained", s.chained, said(""));
    v("wedged", s.wedged, said(""));
    v("closer_broken", s.closer_broken, said(""));
    v("barred", s.barred, said(""));
    v("self_closing", s.self_closing, said(""));
    v("alarm_released", s.alarm_released, said(""));
    v("panic_bar", s.panic_bar, said(""));
    v("width", s.width, positive("[m]", longest_m));
    v("motion", s.motion, said(""));
    v("turned", s.turned, said("Opens the other way."));
    v("leafless", s.leafless, said("The door is gone."));
}
template <>
inline constexpr StructInfo struct_info<FixtureChange>{"fixture_change", "Of a fixture."};
template <class V, Is<FixtureChange> S>
void fields(V& v, S& s) {
    v("works", s.works, said(""));
    v("missing", s.missing, said(""));
    v("lit", s.lit, said(""));
    v("covered", s.covered, said(""));
    v("capped", s.capped, said(""));
    v("dead", s.dead, said(""));
    v("obstructed", s.obstructed, said(""));
    v("valve_shut", s.valve_shut, said(""));
    v("pin", s.pin, said(""));
    v("seal", s.seal, said(""));
    v("hose_sound", s.hose_sound, said(""));
    v("corroded", s.corroded, said(""));
    v("checked", s.checked, said(""));
    v("locked_in", s.locked_in, said(""));
    v("blocked", s.blocked, said(""));
    v("gauge", s.gauge, said(""));
    v("agent", s.agent, said(""));
    v("made", s.made, said(""));
    v("z", s.z, within("[m]", 0, longest_m));
    v("arrow_turned", s.arrow_turned, said(""));
}
inline constexpr std::string_view where_names[] = {"front", "on",      "outside", "beside", "wall",
                                                   "floor", "ceiling", "table",   "stair",  "yard"};
template <>
inline constexpr StructInfo struct_info<FaultThing>{"fault_thing",
                                                    "A thing that is put somewhere."};
template <class V, Is<FaultThing> S>
void fields(V& v, S& s) {
    v("item", s.item, needed("Of the item catalogue."));
    v("where", s.where, {.about = "In relation to the target.", .one_of = where_names});
    v("off", s.off, within("Away from where it would touch [m].", -longest_m, longest_m));
    v("side", s.side, within("To the right, seen from the front [m].", -longest_m, longest_m));
    v("z", s.z, within("[m]", -longest_m, longest_m));
    v("turn", s.turn, heading("[degrees]"));
}
template <>
inline constexpr StructInfo struct_info<FaultHole>{"fault_hole", "A hole in a wall."};
template <class V, Is<FaultHole> S>
void fields(V& v, S& s) {
    v("width", s.width, positive("[m]", longest_m));
    v("height", s.height, positive("[m]", longest_m));
    v("sill", s.sill, within("[m]", 0, longest_m));
}
template <>
inline constexpr StructInfo struct_info<FaultLook>{"appearance", "How a fault is made and looks."};
template <class V, Is<FaultLook> S>
void fields(V& v, S& s) {
    v("on", s.on, said("What it is put on."));
    v("door", s.door, said("What becomes of an opening."));
    v("fixture", s.fixture, said("What becomes of a fixture."));
    v("things", s.things, said("What is put there."));
    v("hole", s.hole, said("Through a wall."));
    v("seen_from", s.seen_from, positive("[m]", longest_m));
    v("seen_aside", s.seen_aside, within("[degrees]", -85, 85));
    v("rooms", s.rooms, said("Uses of rooms in which it occurs; left out: any."));
}
template <>
inline constexpr StructInfo struct_info<FaultKind>{"fault_kind", "A fault of the catalogue."};
template <class V, Is<FaultKind> S>
void fields(V& v, S& s) {
    v("id", s.id, needed("Code."));
    v("zh", s.zh, needed("Chinese name."));
    v("en", s.en, needed("English name."));
    v("places", s.places, said("Place codes."));
    v("places_text", s.places_text, said("As the source has it."));
    v("basis", s.basis, said("Standard and clause."));
    v("confidence", s.confidence, said("A to D."));
    v("grade", s.grade, needed("How grave."));
    v("measure", s.measure, needed("What is to be done."));
    v("on_spot", s.on_spot, needed("Y, N or P."));
    v("confirm", s.confirm,
      {.about = "What settles it.", .required = true, .one_of = confirm_names});
    v("scene_cue", s.scene_cue, said("As the source has it."));
    v("appearance", s.appearance, needed("How it is made."));
}
template <>
inline constexpr StructInfo struct_info<DecoyKind>{"decoy_kind", "Taken for a fault, but none."};
template <class V, Is<DecoyKind> S>
void fields(V& v, S& s) {
    v("id", s.id, needed("Code."));
    v("zh", s.zh, needed("Chinese name."));
    v("en", s.en, needed("English name."));
    v("taken_for", s.taken_for, needed("Code of the fault."));
    v("confirm", s.confirm,
      {.about = "What settles it.", .required = true, .one_of = confirm_names});
    v("appearance", s.appearance, needed("How it is made."));
}
template <>
inline constexpr StructInfo struct_info<FaultCatalogue>{"fault_catalogue", "Faults and decoys."};
template <class V, Is<FaultCatalogue> S>
void fields(V& v, S& s) {
    v("faults", s.faults, {.about = "Faults.", .required = true, .fewest = 1});
    v("decoys", s.decoys, said("Taken for faults, but none."));
}

}  // namespace format

bool FaultKind::grade_fits(std::string_view chosen) const {
    switch (grade) {
        case FaultGrade::general:
            return chosen == "general";
        case FaultGrade::major:
            return chosen == "major";
        case FaultGrade::may_rise:
            return chosen == "general" || chosen == "major";
    }
    return false;
}

bool FaultKind::measure_fits(std::string_view chosen) const {
    if (chosen == "on_the_spot") return on_spot == "Y" || on_spot == "P";
    if (chosen == "within_term") return on_spot == "N" || on_spot == "P";
    // What is or may become a major hazard is reported, also beside what is done at once.
    if (chosen == "report") return grade != FaultGrade::general;
    return false;
}

const FaultKind* FaultCatalogue::find(std::string_view code) const {
    const auto found = std::find_if(faults.begin(), faults.end(),
                                    [&](const FaultKind& fault) { return fault.id == code; });
    return found == faults.end() ? nullptr : &*found;
}

const DecoyKind* FaultCatalogue::find_decoy(std::string_view code) const {
    const auto found = std::find_if(decoys.begin(), decoys.end(),
                                    [&](const DecoyKind& decoy) { return decoy.id == code; });
    return found == decoys.end() ? nullptr : &*found;
}

FaultCatalogue load_fault_catalogue(const std::string& file, Language language) {
    format::Messages say(language);
    const format::Json json = format::parse_file_text(format::read_file(file, say), file, say);
    FaultCatalogue catalogue;
    std::vector<Problem> problems;
    format::Ids ids;
    format::Reader reader(file, say, ids, problems);
    reader.read(json, catalogue, {});
    if (!problems.empty()) throw LoadError(problems.front());
    return catalogue;
}

FaultCatalogue load_fault_catalogue(Language language) {
    return load_fault_catalogue(asset("faults.json").string(), language);
}

std::vector<std::string> short_list(const FaultCatalogue& catalogue, const std::string& place_type,
                                    const std::string& code, const std::string& on,
                                    std::uint64_t seed, std::size_t length) {
    const FaultKind* truth = catalogue.find(code);
    const std::string& kind = truth != nullptr ? truth->appearance.on : on;
    const auto fits = [&](const FaultKind& fault) {
        return fault.places.empty() ||
               std::any_of(fault.places.begin(), fault.places.end(),
                           [&](const std::string& p) { return p == "ALL" || p == place_type; });
    };
    StateHash mixed;
    mixed.add(seed);
    for (const char letter : code.empty() ? on : code) mixed.add(static_cast<int>(letter));
    RandomStream random(mixed.value(), 0x6c697374);
    // Nearest first: same target, then same family; what does not occur in such places last.
    std::vector<std::pair<double, const FaultKind*>> ranked;
    for (const FaultKind& fault : catalogue.faults) {
        if (&fault == truth) continue;
        double far = random.uniform();
        if (fault.appearance.on != kind) far += 2;
        if (truth != nullptr && fault.id.substr(0, 2) != truth->id.substr(0, 2)) far += 1.2;
        if (!fits(fault)) far += 4;
        ranked.emplace_back(far, &fault);
    }
    std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first < b.first : a.second->id < b.second->id;
    });
    std::vector<std::string> list;
    if (truth != nullptr) list.push_back(truth->id);
    for (const auto& [far, fault] : ranked) {
        if (list.size() >= length) break;
        list.push_back(fault->id);
    }
    for (std::size_t i = list.size(); i > 1; --i) std::swap(list[i - 1], list[random.below(i)]);
    return list;
}

}  // namespace firedrill
