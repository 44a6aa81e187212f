// The catalogue of faults (assets/faults.json): what each is called, the rule behind it, how grave
// it is, what settles it, what is to be done about it, and how it is made in a building. Knows no
// building; see apply.hpp for that.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/texts.hpp"
#include "building/scenario.hpp"

namespace firedrill {

// What becomes of an opening. Mending turns truth values round, takes the shape of a sound door and
// Fault::sound_width.
struct DoorChange {
    std::optional<bool> locked, chained, wedged, closer_broken, barred, self_closing,
        alarm_released, panic_bar;
    std::optional<double> width;       // narrowed to this [m]
    std::optional<LeafMotion> motion;  // mended: swing
    bool turned = false;               // opens the other way
    bool leafless = false;             // the door is gone: a hole
    Place place;
};
// What becomes of a fixture. Mending turns truth values round; a gauge is green, an agent ABC
// powder.
struct FixtureChange {
    std::optional<bool> works, missing, lit, covered, capped, dead, obstructed, valve_shut, pin,
        seal, hose_sound, corroded, checked, locked_in, blocked;
    std::optional<Gauge> gauge;
    std::optional<Agent> agent;
    std::optional<std::string> made;  // mended: made_when_mended
    std::optional<double> z;          // hung so high [m]; mended: hung_when_mended_m
    bool arrow_turned = false;        // left for right; ahead becomes left
    Place place;
};
constexpr double hung_when_mended_m = 1.2;
constexpr const char* made_when_mended = "2024-10";

// A thing of the item catalogue put somewhere in relation to the target.
struct FaultThing {
    std::string item;
    // front (on the floor before a door, fixture or window), on (at the target's own height),
    // outside (beyond a door), beside, wall, floor, ceiling, table (in the target's room), stair
    // (its foot), yard (outdoors before the building)
    std::string where = "floor";
    double off = 0;   // away from where it would touch [m]
    double side = 0;  // to the right, seen from the front [m]
    double z = 0;     // above the floor; with `on`: above the target's middle [m]
    double turn = 0;  // about z [degrees]
    Place place;
};
struct FaultHole {  // through the wall of the target's room
    double width = 0.5, height = 0.4, sill = 2.0;
    Place place;
};

// How a fault is made, and so how it looks.
struct FaultLook {
    // What it is put on: door, exit, fire_door, window, shutter, room, stair, yard, any, or a kind
    // of fixture. Two words: the second is the kind to look for in the place.
    std::string on = "room";
    std::optional<DoorChange> door;
    std::optional<FixtureChange> fixture;
    std::vector<FaultThing> things;
    std::optional<FaultHole> hole;
    double seen_from = 2.0;          // distance of a close picture [m]
    double seen_aside = 16;          // and how far round from its front [degrees]
    std::vector<std::string> rooms;  // uses of rooms in which it occurs; empty: any
    Place place;
};

enum class FaultGrade { general, major, may_rise };
struct FaultKind {
    std::string id;                   // "EX-01"
    std::string zh, en;               // what it is called
    std::vector<std::string> places;  // place codes; "ALL"
    std::string places_text;
    std::string basis;       // standard and clause; blank clauses stay blank
    std::string confidence;  // A … D, see the head of the file
    FaultGrade grade = FaultGrade::general;
    LocalText measure;
    std::string on_spot;  // Y put right at once, N takes time, P depends
    std::string confirm;  // push, look, press, read, measure
    std::string scene_cue;
    FaultLook appearance;
    Place place;
    LocalText name() const { return {zh, en}; }
    // Whether this choice of the trainee is right: "general" or "major".
    bool grade_fits(std::string_view chosen) const;
    // "on_the_spot", "within_term" or "report".
    bool measure_fits(std::string_view chosen) const;
};
// What is taken for a fault and is none.
struct DecoyKind {
    std::string id;  // "DC-01"
    std::string zh, en;
    std::string taken_for;  // code of the fault
    std::string confirm;
    FaultLook appearance;
    Place place;
};
struct FaultCatalogue {
    std::vector<FaultKind> faults;
    std::vector<DecoyKind> decoys;
    const FaultKind* find(std::string_view code) const;  // null where unknown
    const DecoyKind* find_decoy(std::string_view code) const;
};

// Throws LoadError with the place in the file.
FaultCatalogue load_fault_catalogue(const std::string& file, Language language = Language::zh);
FaultCatalogue load_fault_catalogue(Language language = Language::zh);  // of assets/

// Codes of a short list to choose from for what was pointed at: the true one among sensible
// neighbours (same family, same kind of target, fit for the place type), `length` of them, in an
// order that `seed` and the code decide. `code` empty: nothing is wrong there; then the list is of
// what could be wrong with such a target (`on`).
std::vector<std::string> short_list(const FaultCatalogue& catalogue, const std::string& place_type,
                                    const std::string& code, const std::string& on,
                                    std::uint64_t seed, std::size_t length = 6);

}  // namespace firedrill
