// Controls: keyboard and mouse as TickInput. The table `control_keys` is the only place that says
// which key does what; help screens are made from it.
#pragma once

#include <span>

#include "app/window/simulation_thread.hpp"

struct GLFWwindow;

namespace firedrill {

struct ControlKey {
    int key;               // GLFW key, or mouse button + mouse_offset
    std::uint16_t button;  // TraineeButton
    const char* key_name;
    const char* text_key;  // of the help text
};
inline constexpr int mouse_offset = 10000;
std::span<const ControlKey> control_keys();

// First-person state that belongs to the hands, not to the simulation.
class Controls {
  public:
    // Reads keys and mouse movement since the last call. `active`: the drill has the mouse (no
    // panel open); otherwise only the view's direction is kept. `tapped`: what went down since the
    // last picture, also if it was let go before it.
    HandsInput read(GLFWwindow* window, bool active, std::span<const int> tapped);
    void set_view(double yaw_rad, double pitch_rad);
    double yaw_rad() const;
    double pitch_rad() const;
    void forget_mouse() { have_cursor_ = false; }

    double degrees_per_pixel = 0.12;

  private:
    double yaw_deg_ = 0, pitch_deg_ = 0;
    double cursor_x_ = 0, cursor_y_ = 0;
    bool have_cursor_ = false;
    std::uint16_t last_down_ = 0;
};

}  // namespace firedrill
