// Response: how a detector's or sprinkler's inside follows the gas that passes it. Pure laws of one
// head each, from what the gas is like outside to what the sensor feels; knows no building, no flow
// and no alarm.
#pragma once

namespace firedrill {

// A heat-sensing element in a gas stream (Heskestad & Bill 1988, Fire Safety Journal 14):
//
//     dT/dt = sqrt(u)/RTI (Tg - T) - C/RTI (T - Tm)
//
// Tg and u: temperature and speed of the gas; Tm: of the fitting it hangs on, which stays at the
// ambient. RTI [(m s)^0.5]: 50 and less quick, 80-350 standard response; C [(m/s)^0.5]: conduction
// to the fitting, at most 1 for quick and 2 for standard response (ISO 6182-1).
struct Link {
    double rti = 50;
    double conduction = 0;
    double mount_c = 20;
    double kelvin_above_mount = 0;

    double celsius() const { return mount_c + kelvin_above_mount; }
    // Exact for gas that stays the same over dt [s]. Below `least_draught_m_s` gas counts as moving
    // at that speed: natural convection along the element itself goes on in still air.
    void advance(double gas_c, double speed_m_s, double dt);
    static constexpr double least_draught_m_s = 0.1;
};

// Rate of rise. A chamber of air behind the link leaks through a fine bore: its pressure follows
// how much hotter the link is than it was, with the time constant of the bore. At a steady rate r
// the lead is r times the time constant; the contact is set to the lead of the rated rate (15 F a
// minute, 8.3 K/min, UL 521). Faster rises close it earlier, slower ones never.
struct RateOfRise {
    double rated_k_min = 8.3;
    double follower_c = 20;
    static constexpr double bore_s = 30;  // of pneumatic line and spot detectors, about

    bool advance(double link_c, double dt);  // true: the contact is closed
    double lead_k = 0;
};

// Smoke outside fills the sensing chamber with the lag of its entry, dD/dt = (Do - D) u/L
// (Heskestad 1977), L = 1.8 m for ionisation and photoelectric heads on average (Heskestad &
// Delichatsios 1977; Bjoerkman et al. 1992 give 3.2 m and more for some).
struct SmokeChamber {
    double entry_length_m = 1.8;
    double obscuration_percent_m = 0;

    void advance(double outside_percent_m, double speed_m_s, double dt);
    // Below, smoke still enters by diffusion and draught.
    static constexpr double least_entry_m_s = 0.15;
};

// Share of light lost over a metre [%] in smoke of this extinction [1/m] (Bouguer).
double obscuration_percent_m(double extinction_1_m);

}  // namespace firedrill
