// Zones: which parts of the air are connected, and the background pressure of those that are cut
// off from the atmosphere. Built once from the components that remain when every opening is shut;
// opening a door then joins components in a small graph. A cut-off zone's pressure follows its
// heating and the leakage through the gaps of its shut openings:
//
//     V/(gamma p) dp/dt = S - sum of leakage flows,   S = (gamma-1)/(gamma p) Q      [m3/s]
#pragma once

#include <cstdint>
#include <vector>

#include "base/workers.hpp"
#include "fire/flow/face_kinds.hpp"
#include "fire/flow/fields.hpp"

namespace firedrill {

constexpr double heat_ratio = 1.4;            // cp/cv of air
constexpr double gas_constant = 287.05;       // of air [J/(kg K)]
constexpr double orifice_coefficient = 0.61;  // discharge through a sharp gap (Idelchik 1994)

class Zones {
  public:
    struct Run {  // cells of a component that follow each other in a row
        std::int32_t start, length;
    };
    struct Component {
        double cells = 0;
        bool atmosphere = false;  // touches the open boundary of the domain
        std::int32_t zone = 0;
        std::vector<Run> runs;
        std::vector<std::pair<std::int32_t, RowSpan>> rows;  // that they lie in, and where
    };
    struct LeakFace {
        Axis axis;
        std::int32_t element;
    };
    struct Leak {  // gaps of one shut opening between two components
        std::int32_t opening;
        std::int32_t low, high;  // components
        double area = 0;         // [m2]
        double fan = 0;          // fixed flow from low to high [m3/s]; 0: none
        double wind = 0;         // pressure of the wind, low - high [Pa]
        std::vector<LeakFace> faces;
        double flow = 0;        // from low to high [m3/s]
        double difference = 0;  // of the dynamic pressure, low - high, smoothed [Pa]
        bool shut = true;
        bool flows() const { return shut && (area > 0 || fan != 0); }
    };
    struct Zone {
        bool atmosphere = true;
        double pressure = 0;  // above the ambient [Pa]
        double volume = 0;    // [m3]
        double source = 0;    // S [m3/s]
        double rate = 0;      // dp/dt [Pa/s]
    };

    Zones(const Grid& grid, const Layout& layout, const FaceKinds& kinds,
          const std::vector<std::uint8_t>& fluid, double ambient_pressure, double ambient_density);

    // Joins components anew after openings changed. Returns the energy [J] that pressure
    // differences released by opening took with them.
    double connect(const Fields& fields);

    // Solves the pressures for a step of dt with the thermal expansion so far, and adds the uniform
    // compression of cut-off zones to it. Leakage flows are left in leaks().
    void advance(double dt, const Fields& fields, FieldArray& expansion, RowSpans& expands,
                 Workers& workers);

    // The dynamic pressure of a cut-off zone is known up to a constant: sets its mean to zero.
    void centre_pressure(FieldArray& pressure, Workers& workers);

    double pressure_at(std::ptrdiff_t element) const {  // above the ambient [Pa]
        const std::int32_t c = component_[static_cast<std::size_t>(element)];
        return c < 0 ? 0.0 : zones_[components_[c].zone].pressure;
    }
    std::int32_t zone_at(std::ptrdiff_t element) const {
        const std::int32_t c = component_[static_cast<std::size_t>(element)];
        return c < 0 ? -1 : components_[c].zone;
    }
    const std::vector<Zone>& zones() const { return zones_; }
    const std::vector<Component>& components() const { return components_; }
    const std::vector<Leak>& leaks() const { return leaks_; }
    void set_leakage_area(std::int32_t opening, double area);
    // A fan in a shut opening that blows towards the outdoors, which `outdoors_high` tells apart.
    void set_fan(std::int32_t opening, double m3_s, bool outdoors_high);
    void set_wind(std::int32_t opening, double pascal, bool outdoors_high);
    double stored_energy() const;  // above ambient pressure [J]

  private:
    void cut_into_pieces();
    double leak_flow(const Leak& leak, double& slope) const;

    Layout layout_;
    double h_, ambient_pressure_, ambient_density_;
    std::vector<std::int32_t> component_;
    std::vector<Component> components_;
    std::vector<Leak> leaks_;
    std::vector<Zone> zones_, before_;
    std::vector<std::int32_t> parent_, zone_before_, zone_of_root_;
    // Pieces of components that one thread sums or changes at a time, and of which pieces a part of
    // such work consists.
    struct Piece {
        std::int32_t component;
        std::size_t first, last;  // runs
        double sum;
    };
    std::vector<Piece> pieces_;
    std::vector<std::size_t> first_piece_;  // per part, and behind the last
};

}  // namespace firedrill
