#include "view/lamp_field.hpp"

#include <algorithm>
#include <cmath>

#include <glm/common.hpp>

#include "building/supply.hpp"

namespace firedrill {
namespace {

constexpr double cell_m = 0.25;
constexpr int texture_unit = 3;

}  // namespace

LampField::LampField(const Building& building) : building_(building) {
    glGenTextures(1, &texture_);
    glBindTexture(GL_TEXTURE_3D, texture_);
    glTexParameteri(GL_TEXTURE_3D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_3D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    for (const GLenum axis : {GL_TEXTURE_WRAP_S, GL_TEXTURE_WRAP_T, GL_TEXTURE_WRAP_R})
        glTexParameteri(GL_TEXTURE_3D, axis, GL_CLAMP_TO_EDGE);
    upload(1, 1, 1, {255});
}

LampField::~LampField() {
    glDeleteTextures(1, &texture_);
}

void LampField::upload(int nx, int ny, int nz, const std::vector<std::uint8_t>& values) {
    glBindTexture(GL_TEXTURE_3D, texture_);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glTexImage3D(GL_TEXTURE_3D, 0, GL_R8, nx, ny, nz, 0, GL_RED, GL_UNSIGNED_BYTE, values.data());
}

void LampField::show(const std::vector<std::uint8_t>& power) {
    if (power == shown_) return;
    shown_ = power;
    const auto is = [&](std::uint8_t value) {
        return std::all_of(power.begin(), power.end(), [&](auto p) { return p == value; });
    };
    if (is(1))
        upload(1, 1, 1, {255});
    else if (is(0))
        upload(1, 1, 1, {0});
    else
        draw_zones(power);
}

void LampField::draw_zones(const std::vector<std::uint8_t>& power) {
    const Scenario& scenario = building_.scenario;
    Vec2 low{1e30, 1e30}, high{-1e30, -1e30};
    for (const Room& room : scenario.rooms) {
        for (const Vec2 corner : room.polygon) {
            low = glm::min(low, corner);
            high = glm::max(high, corner);
        }
    }
    if (scenario.rooms.empty()) low = high = {0, 0};
    const Storey& ground = scenario.storeys.front();
    const Storey& top = scenario.storeys.back();
    const auto cells = [](double length) {
        return std::max(1, static_cast<int>(std::ceil(length / cell_m)));
    };
    const int nx = cells(high.x - low.x), ny = cells(high.y - low.y),
              nz = cells(top.elevation + top.height - ground.elevation);
    low_ = {low, ground.elevation};
    size_ = cell_m * Vec3(nx, ny, nz);
    const auto layer_size = static_cast<std::size_t>(nx) * static_cast<std::size_t>(ny);
    std::vector<std::uint8_t> values(layer_size * static_cast<std::size_t>(nz));
    StoreyIndex drawn;
    for (int k = 0; k < nz; ++k) {
        auto* const layer = values.data() + static_cast<std::size_t>(k) * layer_size;
        const double z = low_.z + (k + 0.5) * cell_m;
        const StoreyIndex storey = building_.storey_at(z);
        if (k > 0 && storey == drawn) {
            std::copy(layer - layer_size, layer, layer);
            continue;
        }
        drawn = storey;
        for (int j = 0; j < ny; ++j) {
            for (int i = 0; i < nx; ++i) {
                const Vec3 at{low.x + (i + 0.5) * cell_m, low.y + (j + 0.5) * cell_m, z};
                layer[static_cast<std::size_t>(j * nx + i)] =
                    power[supply_zone(building_, at)] != 0 ? 255 : 0;
            }
        }
    }
    upload(nx, ny, nz, values);
}

void LampField::set(const GlProgram& program) const {
    glActiveTexture(GL_TEXTURE0 + texture_unit);
    glBindTexture(GL_TEXTURE_3D, texture_);
    glActiveTexture(GL_TEXTURE0);
    program.set("lamps", texture_unit);
    program.set("lamps_low", Vec3f(low_));
    program.set("lamps_size", Vec3f(size_));
}

}  // namespace firedrill
