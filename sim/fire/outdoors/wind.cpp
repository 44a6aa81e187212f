#include "fire/outdoors/wind.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace firedrill {
namespace {

double eaves_m(const Building& building) {
    const Scenario& scenario = building.scenario;
    const double ground = scenario.site ? scenario.site->elevation : 0.0;
    double highest = ground + 3;
    for (const Storey& storey : scenario.storeys)
        highest = std::max(highest, storey.elevation + storey.height);
    return highest - ground;
}

double dynamic_pressure(const Building& building, double air_density) {
    const double u = wind_speed_at(building.scenario.weather.wind_speed, eaves_m(building));
    return 0.5 * air_density * u * u;
}

}  // namespace

double wall_pressure_coefficient(double angle_rad) {
    constexpr double windward = 0.6, leeward = -0.3, side = -0.65;
    const double c = std::cos(angle_rad), s2 = std::sin(angle_rad) * std::sin(angle_rad);
    const double signed_root = std::copysign(std::pow(std::abs(c), 0.75), c);
    return 0.5 * ((windward + leeward) * std::pow(c * c, 0.25) +
                  (windward - leeward) * signed_root + 2 * side * s2 * s2);
}

double wind_speed_at(double speed_at_10_m, double height_m) {
    return speed_at_10_m * std::pow(std::max(height_m, 4.0) / 10, 0.22);
}

std::vector<double> wind_pressures(const Building& building, double air_density) {
    std::vector<double> pascal(building.openings.size(), 0.0);
    const Weather& weather = building.scenario.weather;
    if (weather.wind_speed <= 0) return pascal;
    const double q = dynamic_pressure(building, air_density);
    const double from = weather.wind_from * std::numbers::pi / 180;
    for (std::size_t o = 0; o < pascal.size(); ++o) {
        const OpeningPlace& place = building.openings[o];
        if (static_cast<bool>(place.room_front) == static_cast<bool>(place.room_back)) continue;
        const Vec2 outward = place.room_front ? -place.normal : place.normal;
        pascal[o] = q * wall_pressure_coefficient(from - std::atan2(outward.y, outward.x));
    }
    return pascal;
}

double roof_wind_pressure(const Building& building, double air_density) {
    if (building.scenario.weather.wind_speed <= 0) return 0;
    return roof_pressure_coefficient * dynamic_pressure(building, air_density);
}

}  // namespace firedrill
