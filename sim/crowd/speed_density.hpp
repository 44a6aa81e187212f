// Fundamental diagrams: how fast people walk in a crowd of a given density, as a share of the speed
// at which they would walk alone. Densities are of adults [persons/m2]; smaller bodies count less
// (see Occupants::weight).
#pragma once

namespace firedrill::crowd {

inline constexpr double jam_density_1_m2 = 5.4;  // Weidmann 1993
inline constexpr double adult_radius_m = 0.2;    // body of the persons whom the law counts
inline constexpr double shuffling_share = 0.02;  // nobody in a jam stands quite still, so that
                                                 // arches dissolve; own choice

// On the flat: 1 - exp(-1.913 (1/rho - 1/5.4)) (Weidmann 1993, Transporttechnik der Fussgaenger),
// [shuffling_share … 1].
double share_on_flat(double density_1_m2);

// On stairs: 1 - exp(-gamma (1/rho - 1/5.4)) with gamma 3.722 upwards and 3.802 downwards (Weidmann
// 1993, stairs; the two constants are quoted second-hand), [shuffling_share … 1]. Density per m2 of
// the stair's plan. Lies in the bands of RiMEA test 13, where the straight line of Nelson & Mowrer
// runs along their lower edge.
double share_on_stairs(double density_1_m2, bool upwards);

}  // namespace firedrill::crowd
