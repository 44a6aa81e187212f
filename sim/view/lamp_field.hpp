// LampField: where lamps burn, as a texture over the building, so that a room whose switchboard is
// off is dark and the corridor before it is not. Knows zones of supply (building/supply.hpp); is
// made anew only when one of them changes.
#pragma once

#include <cstdint>
#include <vector>

#include "building/building.hpp"
#include "view/gl_objects.hpp"

namespace firedrill {

class LampField {
  public:
    explicit LampField(const Building& building);
    ~LampField();
    LampField(const LampField&) = delete;
    LampField& operator=(const LampField&) = delete;

    // Per zone, empty: all burn. Cheap where nothing has changed.
    void show(const std::vector<std::uint8_t>& power);
    // Into a program that uses shaders/scene.frag.
    void set(const GlProgram& program) const;

  private:
    void upload(int nx, int ny, int nz, const std::vector<std::uint8_t>& values);
    void draw_zones(const std::vector<std::uint8_t>& power);

    const Building& building_;
    std::vector<std::uint8_t> shown_;
    GLuint texture_ = 0;
    Vec3 low_{0, 0, 0}, size_{1, 1, 1};
};

}  // namespace firedrill
