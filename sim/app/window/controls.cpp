#include "app/window/controls.hpp"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace firedrill {
namespace {

constexpr ControlKey keys[] = {
    {GLFW_KEY_LEFT_SHIFT, button_run, "Shift", "key.run"},
    {GLFW_KEY_C, button_crouch, "C", "key.crouch"},
    {GLFW_KEY_E, button_interact, "E", "key.interact"},
    {GLFW_KEY_F, button_inspect, "F", "key.inspect"},
    {GLFW_KEY_Q, button_push, "Q", "key.push"},
    {GLFW_KEY_B, button_measure, "B", "key.measure"},
    {GLFW_KEY_R, button_pin, "R", "key.pin"},
    {GLFW_MOUSE_BUTTON_LEFT + mouse_offset, button_use, "LMB", "key.use"},
    {GLFW_KEY_G, button_drop, "G", "key.drop"},
    {GLFW_KEY_T, button_shout, "T", "key.shout"},
    {GLFW_KEY_X, button_photo, "X", "key.photo"},
    {GLFW_KEY_Z, button_torch, "Z", "key.torch"},
    {GLFW_KEY_H, button_feel_door, "H", "key.feel_door"},
    {GLFW_KEY_K, button_wet_cloth, "K", "key.wet_cloth"},
};

bool is_down(GLFWwindow* window, int key) {
    return (key >= mouse_offset ? glfwGetMouseButton(window, key - mouse_offset)
                                : glfwGetKey(window, key)) == GLFW_PRESS;
}

}  // namespace

std::span<const ControlKey> control_keys() {
    return keys;
}

HandsInput Controls::read(GLFWwindow* window, bool active, std::span<const int> tapped) {
    HandsInput hands;
    if (active) {
        double x = 0, y = 0;
        glfwGetCursorPos(window, &x, &y);
        if (have_cursor_) {
            yaw_deg_ -= (x - cursor_x_) * degrees_per_pixel;
            pitch_deg_ = std::clamp(pitch_deg_ - (y - cursor_y_) * degrees_per_pixel, -85.0, 85.0);
            yaw_deg_ = std::remainder(yaw_deg_, 360.0);
        }
        cursor_x_ = x;
        cursor_y_ = y;
        have_cursor_ = true;
        const auto axis = [&](int plus, int minus) {
            return static_cast<std::int8_t>(100 * (is_down(window, plus) - is_down(window, minus)));
        };
        hands.forward = axis(GLFW_KEY_W, GLFW_KEY_S);
        hands.right = axis(GLFW_KEY_D, GLFW_KEY_A);
        for (const ControlKey& control : keys) {
            if (is_down(window, control.key)) hands.down |= control.button;
        }
        hands.tapped = static_cast<std::uint16_t>(hands.down & ~last_down_);
        for (const ControlKey& control : keys) {
            if (std::find(tapped.begin(), tapped.end(), control.key) != tapped.end())
                hands.tapped |= control.button;
        }
    } else {
        have_cursor_ = false;
    }
    last_down_ = hands.down;
    hands.yaw_mdeg = static_cast<std::int32_t>(std::lround(yaw_deg_ * 1000));
    hands.pitch_mdeg = static_cast<std::int32_t>(std::lround(pitch_deg_ * 1000));
    return hands;
}

void Controls::set_view(double yaw_rad, double pitch_rad) {
    yaw_deg_ = yaw_rad * 180 / std::numbers::pi;
    pitch_deg_ = pitch_rad * 180 / std::numbers::pi;
}

double Controls::yaw_rad() const {
    return yaw_deg_ * std::numbers::pi / 180;
}
double Controls::pitch_rad() const {
    return pitch_deg_ * std::numbers::pi / 180;
}

}  // namespace firedrill
