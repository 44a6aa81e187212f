// Modes: guided lesson, practice with hints on request, examination. Here is what a mode makes of a
// scenario before a drill begins, and what of it people see while it runs. Nothing that is scored
// depends on the mode.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/vec.hpp"
#include "building/scenario.hpp"

namespace firedrill {

struct DrillSettings;

enum class DrillMode : std::uint8_t {
    practice,    // hints on request, errors told at once
    lesson,      // the scenario's lesson, step by step
    examination  // no hints, no names from afar, fixed time, critical errors may end it
};

std::string_view drill_mode_name(DrillMode mode);  // as in options and files
std::optional<DrillMode> drill_mode_named(std::string_view name);

struct ModeChoice {
    DrillMode mode = DrillMode::practice;
    std::string lesson;  // with DrillMode::lesson: name of a lesson that ships
    std::string role;    // empty: the scenario's own
    std::string fire;    // id of one of the drill's fires; empty: the scenario's own
};

// Makes scenario and settings ready for the mode. Throws LoadError for an unknown lesson, role or
// fire and where the scenario has no drill.
void prepare(Scenario& scenario, DrillSettings& settings, const ModeChoice& choice);

// What a panel shows of the mode.
struct ModeView {
    DrillMode mode = DrillMode::practice;
    int hints_asked = 0;       // practice
    std::int32_t step = -1;    // lesson: the step at hand; steps.size() when all are done
    bool has_pointer = false;  // lesson: the step points at something
    Vec3 pointer{0, 0, 0};     // there
    LocalText critical;        // practice and lesson: the critical error made last, if any
};

}  // namespace firedrill
