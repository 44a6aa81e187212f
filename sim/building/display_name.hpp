// What a person calls the thing behind an id, in both languages: its own name where the scenario
// gives one, else that of its kind.
#pragma once

#include <string_view>

#include "building/building.hpp"

namespace firedrill {

// The id itself (in both languages) where nothing better is known. The id of a fault or a decoy of
// the drill gives the name of the thing that it is at, that of an inject what the drill does.
LocalText display_name(const Building& building, std::string_view id);

LocalText kind_name(FixtureKind kind);

}  // namespace firedrill
