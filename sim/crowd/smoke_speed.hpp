// How smoke slows walkers. Which law is used is a named setting, because the choice changes
// evacuation times by more than most other settings (Ronchi et al. 2013).
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace firedrill {

enum class SmokeSpeedLaw {
    fds_evac,           // Frantzich & Nilsson 2003 as used by FDS+Evac (Korhonen 2018)
    jin_irritant,       // Jin & Yamada 1985, fit by Purser
    fridolf_2019,       // Fridolf et al. 2019, design form, visibility of reflecting objects
    jin_non_irritant,   // Jin & Yamada 1985, fit by Purser
    frantzich_nilsson,  // Frantzich & Nilsson 2003, as measured in a tunnel, the same for everybody
    purser_2003         // Purser 2003, factor on the own speed
};

// Every law; the order is that of the enumeration, which files keep.
std::span<const SmokeSpeedLaw> smoke_speed_laws();
std::string_view smoke_speed_law_name(SmokeSpeedLaw law);
std::optional<SmokeSpeedLaw> smoke_speed_law_named(std::string_view name);

// Walking speed [m/s] of someone whose speed in clear air is `clear_m_s`, at extinction K [1/m] >=
// 0.
double speed_in_smoke(SmokeSpeedLaw law, double clear_m_s, double extinction_1_m);

}  // namespace firedrill
