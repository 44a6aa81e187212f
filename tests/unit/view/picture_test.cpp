// Pictures drawn without a display: what is in them, not which bytes.

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmath>
#include <cstdlib>
#include <numbers>
#include <set>

#include "base/error.hpp"
#include "building/load.hpp"
#include "drill/drill.hpp"
#include "view/picture.hpp"

using namespace firedrill;

namespace {

constexpr int width = 320, height = 180;

struct Scene {
    Building building = make_building(
        load_scenario(FIREDRILL_SOURCE_DIR "/tests/data/scenarios/two_rooms.json", Language::en));
    Snapshot snapshot;

    Scene() {
        DrillSettings settings;
        settings.with_fire = true;
        settings.grid.cell_m = 0.2;
        Drill drill(building, settings);
        drill.tick({});
        drill.fill(snapshot);
    }

    Image picture(const std::string& camera) {
        return picture(camera_pose(building, camera, snapshot));
    }
    Image picture(const CameraPose& pose) {
        Offscreen offscreen(width, height);
        RenderSettings render;
        render.quality = Quality::high;
        Renderer renderer(building, render);
        renderer.draw(snapshot, pose, width, height, offscreen.framebuffer());
        return offscreen.read();
    }
};

struct Look {
    double mean = 0, spread = 0;  // of brightness, 0 … 255
    std::size_t colours = 0;      // different ones, to 16 steps a channel
};

Look look_of(const Image& image, int y0 = 0, int y1 = height) {
    Look look;
    std::set<int> colours;
    double sum = 0, squares = 0, n = 0;
    for (int y = y0; y < y1; ++y)
        for (int x = 0; x < image.width; ++x) {
            const std::uint8_t* p =
                image.rgb.data() + 3 * (static_cast<std::size_t>(y * image.width + x));
            const double bright = (p[0] + p[1] + p[2]) / 3.0;
            sum += bright;
            squares += bright * bright;
            ++n;
            colours.insert((p[0] / 16) * 256 + (p[1] / 16) * 16 + p[2] / 16);
        }
    look.mean = sum / n;
    look.spread = std::sqrt(std::max(0.0, squares / n - look.mean * look.mean));
    look.colours = colours.size();
    return look;
}

// Pixels that differ visibly, and the columns between which they lie.
struct Difference {
    int pixels = 0, left = width, right = -1;
};
Difference difference(const Image& a, const Image& b) {
    Difference d;
    for (int i = 0; i < a.width * a.height; ++i) {
        int most = 0;
        for (int c = 0; c < 3; ++c)
            most = std::max(most, std::abs(a.rgb[static_cast<std::size_t>(3 * i + c)] -
                                           b.rgb[static_cast<std::size_t>(3 * i + c)]));
        if (most < 12) continue;
        ++d.pixels;
        d.left = std::min(d.left, i % a.width);
        d.right = std::max(d.right, i % a.width);
    }
    return d;
}

}  // namespace

TEST_CASE("a picture of a room has its size, many colours, and is the same when drawn again") {
    Scene scene;
    const Image first = scene.picture("inside");
    REQUIRE(first.width == width);
    REQUIRE(first.height == height);
    REQUIRE(first.rgb.size() == 3u * width * height);
    CHECK(look_of(first).colours > 20);
    CHECK(look_of(first).spread > 15);
    const Image again = scene.picture("inside");
    CHECK(first.rgb == again.rgb);
}

TEST_CASE("from outside the sky is above and the ground below") {
    Scene scene;
    CameraPose pose;
    pose.eye = {5, -30, 3};
    pose.yaw_rad = std::numbers::pi / 2;
    const Image image = scene.picture(pose);
    const auto pixel = [&](int x, int y) {
        return image.rgb.data() + 3 * (static_cast<std::size_t>(y * width + x));
    };
    const std::uint8_t* sky = pixel(10, 10);
    const std::uint8_t* ground = pixel(10, height - 10);
    CHECK(sky[2] > sky[0]);  // blue above
    const int apart =
        std::abs(sky[0] - ground[0]) + std::abs(sky[1] - ground[1]) + std::abs(sky[2] - ground[2]);
    CHECK(apart > 20);
}

TEST_CASE("smoke takes contrast and colours from the picture, thick smoke nearly all") {
    Scene scene;
    REQUIRE(!scene.snapshot.smoke.empty());
    for (std::size_t i = 0; i < scene.snapshot.smoke.size(); i += 2) scene.snapshot.smoke[i] = 0;
    const Look clear = look_of(scene.picture("inside"));
    // 0.6 1/m, then 6 1/m.
    for (std::size_t i = 0; i < scene.snapshot.smoke.size(); i += 2) scene.snapshot.smoke[i] = 15;
    const Look smoky = look_of(scene.picture("inside"));
    for (std::size_t i = 0; i < scene.snapshot.smoke.size(); i += 2) scene.snapshot.smoke[i] = 153;
    const Look black = look_of(scene.picture("inside"));
    CHECK(smoky.spread < 0.8 * clear.spread);
    CHECK(black.spread < 0.5 * smoky.spread);
    CHECK(smoky.mean < clear.mean);
    CHECK(black.mean < smoky.mean);
}

TEST_CASE("a person is drawn where he stands and nowhere else") {
    Scene scene;
    scene.snapshot.occupants.clear();
    const CameraPose pose = camera_pose(scene.building, "inside", scene.snapshot);
    const Image empty = scene.picture(pose);
    // Three metres ahead, on the floor: in the middle of the picture.
    SnapshotOccupant person;
    person.feet = Vec3f(static_cast<float>(pose.eye.x + 2.5 * std::cos(pose.yaw_rad)),
                        static_cast<float>(pose.eye.y + 2.5 * std::sin(pose.yaw_rad)), 0.0f);
    scene.snapshot.occupants.push_back(person);
    const Difference middle = difference(empty, scene.picture(pose));
    CHECK(middle.pixels > 100);
    CHECK(middle.left > width / 4);
    CHECK(middle.right < 3 * width / 4);
    // One metre further to his left: left of the middle.
    scene.snapshot.occupants[0].feet += Vec3f(static_cast<float>(-std::sin(pose.yaw_rad)),
                                              static_cast<float>(std::cos(pose.yaw_rad)), 0.0f);
    const Difference left = difference(empty, scene.picture(pose));
    CHECK(left.left + left.right < middle.left + middle.right - 40);
}

TEST_CASE("a camera that is not there is refused with the names of those that are") {
    Scene scene;
    try {
        camera_pose(scene.building, "nowhere", scene.snapshot);
        FAIL("no error");
    } catch (const LoadError& error) {
        const std::string text = error.what();
        CHECK(text.find("nowhere") != std::string::npos);
        CHECK(text.find("inside") != std::string::npos);
    }
}

TEST_CASE("a picture that cannot be written says so with the file's name") {
    Image image;
    image.width = image.height = 1;
    image.rgb = {1, 2, 3};
    try {
        write_png(image, "/proc/nowhere/picture.png");
        FAIL("no error");
    } catch (const LoadError& error) {
        CHECK(std::string(error.what()).find("/proc/nowhere/picture.png") != std::string::npos);
    }
}

TEST_CASE("a machine without OpenGL is told what is missing and what to install") {
    // In a process of its own: the loader of drivers reads its settings once.
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        setenv("__EGL_VENDOR_LIBRARY_FILENAMES", "/nonexistent.json", 1);
        execl("/proc/self/exe", "unit_view", "--test-case=helper: opens OpenGL*", "--no-skip",
              static_cast<char*>(nullptr));
        _exit(99);
    }
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    REQUIRE(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 42);
}

TEST_CASE("helper: opens OpenGL and tells by its exit status what happened" * doctest::skip()) {
    try {
        Offscreen offscreen(8, 8);
    } catch (const LoadError& error) {
        const std::string text = error.what();
        const bool clear = text.find("OpenGL") != std::string::npos &&
                           text.find("apt-get install") != std::string::npos;
        _exit(clear ? 42 : 43);
    }
    _exit(44);
}
