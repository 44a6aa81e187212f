// Pictures of a Snapshot: Renderer draws into the OpenGL context that is current (3.3 core),
// whoever made it; Offscreen makes one without a display (EGL surfaceless).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "drill/snapshot.hpp"

namespace firedrill {

struct CameraPose {
    Vec3 eye{0, 0, 1.6};
    double yaw_rad = 0, pitch_rad = 0;
    double field_of_view_deg = 65;  // vertical
    double cut_above_z = 1e30;      // nothing above this height is drawn (doll's house view)
};

// Quality costs pixels: on a software rasteriser the scene is drawn at `scale` and enlarged.
enum class Quality { software, integrated, high };
struct RenderSettings {
    Quality quality = Quality::integrated;
    bool hide_trainee = true;  // the first-person view does not show its own body
    bool sh3d_models = true;   // use Debian's furniture models where installed
};

class Renderer {
  public:
    // Needs a current context. Throws LoadError (shader missing, OpenGL older than 3.3).
    Renderer(const Building& building, const RenderSettings& settings);
    ~Renderer();
    // Draws into framebuffer `target` (0 = window) of the given size.
    void draw(const Snapshot& snapshot, const CameraPose& camera, int width, int height,
              unsigned target);
    void set_quality(Quality quality);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

struct Image {  // rows from top, RGB, 8 bits
    int width = 0, height = 0;
    std::vector<std::uint8_t> rgb;
};
void write_png(const Image& image, const std::string& file);  // throws LoadError
std::string jpeg_of(const Image& image, int quality = 80);    // bytes of a JPEG file; 1 … 100
// What was drawn into a framebuffer of the context that is current.
Image read_framebuffer(unsigned framebuffer, int width, int height);

class Offscreen {
  public:
    Offscreen(int width, int height);  // throws LoadError where no EGL/OpenGL is to be had
    ~Offscreen();
    unsigned framebuffer() const;
    Image read() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

// Pose of a scenario camera, or of the trainee's eyes ("trainee"). Throws LoadError for unknown
// names.
CameraPose camera_pose(const Building& building, const std::string& camera,
                       const Snapshot& snapshot);

}  // namespace firedrill
