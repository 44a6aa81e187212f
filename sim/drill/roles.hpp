// Duty roles (assets/roles.json): what a person in a role is expected to do in a fire and what it
// must not do, each with its rule and how sure that rule is. Data only; who did what stands in the
// timeline.
#pragma once

#include <string>
#include <vector>

#include "base/texts.hpp"

namespace firedrill {

struct RoleRule {
    std::string id;
    std::string when;         // event of the timeline that shows it
    std::string target_kind;  // of fixture, empty: any target
    std::string before;       // counts only before the first of this event; empty: always
    LocalText text;
    std::string standard, clause, edition, confidence;  // blank where not known
};
struct Role {
    std::string id;
    LocalText name;
    std::vector<RoleRule> expected, forbidden;
};
// When even who fights a fire has to leave.
struct StayLimits {
    double flame_height_m = 1.7;  // of a person: by the foot of what burns to the flames' tip
    double visibility_m = 5;
    double near_m = 6;   // of the fire
    double grace_s = 5;  // to turn round in
    // Of a person's height [0 … 1]: smaller flames on something tall are no reason to leave. At 0
    // the last flames of a stack are, at 1 those of a low thing alone decide.
    double small_flame_share = 0.5;
};
struct Roles {
    std::vector<Role> roles;
    StayLimits limits;
    const Role* find(const std::string& id) const;  // nullptr: none such
};

// Throws LoadError where the file, a text or an event is missing.
Roles load_roles(const std::string& file);

}  // namespace firedrill
