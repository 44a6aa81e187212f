// Probe: what the gas is like at a point, along a vertical, or through an opening. Reads the flow's
// fields; never interpolates through a wall.
#pragma once

#include "fire/fire.hpp"
#include "fire/flow/flow.hpp"

namespace firedrill {

constexpr double extinction_m2_kg = 8700;         // of flame soot (Mulholland & Croarkin 2000)
constexpr double oxygen_mass_fraction = 0.2315;   // of dry air
constexpr double ambient_oxygen = 0.209;          // of it, by volume
constexpr double stefan_boltzmann = 5.670374e-8;  // [W/(m2 K4)] (CODATA 2018)

// Mean absorption of smoky gas [1/m]: soot by its volume (Planck mean 3.72 C0/C2 fv T with C0 = 5,
// Tien, Lee & Stretton, SFPE Handbook), and a tenth of that order for the carbon dioxide and vapour
// that come with the oxygen used.
double absorption_1_m(double soot_kg_m3, double oxygen_used_kg_m3, double kelvin);

// Volume fraction of oxygen from what combustion left.
double oxygen_fraction(double density, double oxygen_used_kg_m3);

// Room of a point; -1: outdoors or none.
std::int16_t room_at(const Grid& grid, Vec3 at);

class Probe {
  public:
    explicit Probe(const Flow& flow);

    struct Gas {
        double kelvin = 293.15;
        double density = 1.2;
        std::array<double, scalar_count> mass{};  // [kg/m3]
        Vec3 velocity{0, 0, 0};
    };
    Gas gas(Vec3 at) const;
    double kelvin(Vec3 at) const;
    double pressure_pa(Vec3 at) const;  // above the ambient at that height

    // Nothing closed lies between two points. Faces that are less than half open close.
    bool sees(Vec3 from, Vec3 to) const;
    // The same past furnishings: no wall, slab or leaf is in the way.
    bool no_wall_between(Vec3 from, Vec3 to) const;

    // Two layers from the temperatures above a point of the floor (Janssens & Tran 1992).
    struct Layers {
        double interface_m = 0;  // above the floor
        double upper_k = 293.15, lower_k = 293.15;
        double ceiling_m = 0;
    };
    Layers layers(Vec3 floor) const;

    struct OpeningFlow {
        double mass_to_front = 0, mass_to_back = 0;  // [kg/s], along and against the normal
        double volume = 0;                           // net along the normal [m3/s]
    };
    OpeningFlow through(std::size_t opening, Vec2 normal) const;

  private:
    const Flow* flow_;
};

}  // namespace firedrill
