#include "fire/walls/ceiling_convection.hpp"

#include <algorithm>
#include <cmath>

namespace firedrill {
namespace {

constexpr double gravity_m_s2 = 9.81, density_kg_m3 = 1.2, heat_kj_kg_k = 1.005, ambient_k = 293;
constexpr double viscosity_m2_s = 1.6e-5, prandtl = 0.7;
constexpr double reach = 2.2;  // in heights: as far as it was measured

}  // namespace

double ceiling_film_w_m2_k(double convected_kw, double height_m, double r_m) {
    if (convected_kw <= 0 || height_m <= 0) return 0;
    const double root_g = std::sqrt(gravity_m_s2);
    const double strength = std::cbrt(convected_kw / (density_kg_m3 * heat_kj_kg_k * ambient_k *
                                                      root_g * std::pow(height_m, 2.5)));
    const double scale =
        1000 * density_kg_m3 * heat_kj_kg_k * root_g * std::sqrt(height_m) * strength;
    const double reynolds = root_g * std::pow(height_m, 1.5) * strength / viscosity_m2_s;
    const double r = r_m / height_m, by_prandtl = std::pow(prandtl, -2.0 / 3);
    if (r < 0.2)
        return scale * 8.82 * by_prandtl / std::sqrt(reynolds) *
               (1 - (5.0 - 0.284 * std::pow(reynolds, 0.2)) * r);
    return scale * 0.283 * std::pow(reynolds, -0.3) * by_prandtl * std::pow(r, -1.2) *
           (r - 0.0771) / (r + 0.279);
}

void CeilingConvection::find(const Flow& flow) {
    cell_m_ = flow.grid().h;
    plumes_.find(flow);
    films_.clear();
    for (const CeilingPlume& plume : plumes_.strongest()) {
        Film film;
        film.top = plume.top;
        film.room = plume.room;
        film.reach_m = reach * plume.height_m;
        for (int n = 0; n <= intervals; ++n)
            film.film_w_m2_k[n] = static_cast<float>(ceiling_film_w_m2_k(
                plume.convected_kw, plume.height_m, film.reach_m * n / intervals));
        films_.push_back(film);
    }
}

double CeilingConvection::film_w_m2_k(Vec3 at, std::int16_t room) const {
    float most = 0;
    for (const Film& film : films_) {
        if (film.room != room || std::abs(film.top.z - at.z) > 0.5 * cell_m_) continue;
        const double x = film.top.x - at.x, y = film.top.y - at.y, r2 = x * x + y * y;
        if (r2 >= film.reach_m * film.reach_m) continue;
        const double place = std::sqrt(r2) / film.reach_m * intervals;
        const int n = std::min(static_cast<int>(place), intervals - 1);
        const auto part = static_cast<float>(place - n);
        most = std::max(
            most, film.film_w_m2_k[n] + part * (film.film_w_m2_k[n + 1] - film.film_w_m2_k[n]));
    }
    return static_cast<double>(most);
}

}  // namespace firedrill
