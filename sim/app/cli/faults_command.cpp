// faults: pictures of the catalogue's faults, each close up in the gallery, and contact sheets of
// them.

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "app/cli/commands.hpp"
#include "app/run/progress.hpp"
#include "base/paths.hpp"
#include "building/faults/apply.hpp"
#include "building/faults/targets.hpp"
#include "building/load.hpp"
#include "view/fault_camera.hpp"

namespace firedrill {
namespace {

namespace fs = std::filesystem;

constexpr int columns = 5, rows = 4;

// One image of many, in rows; the last sheet may have empty places.
class Sheets {
  public:
    Sheets(fs::path folder, int width, int height)
        : folder_(std::move(folder)), width_(width), height_(height) {
        clear();
    }
    void add(const Image& image) {
        const int column = count_ % columns, row = count_ / columns;
        for (int y = 0; y < height_; ++y) {
            const auto from = static_cast<std::size_t>(3 * y * width_);
            const auto to = static_cast<std::size_t>(
                3 * ((row * height_ + y) * sheet_.width + column * width_));
            std::copy_n(image.rgb.begin() + static_cast<std::ptrdiff_t>(from), 3 * width_,
                        sheet_.rgb.begin() + static_cast<std::ptrdiff_t>(to));
        }
        if (++count_ == columns * rows) flush();
    }
    void flush() {
        if (count_ == 0) return;
        write_png(sheet_, (folder_ / fmt::format("sheet-{}.png", ++sheets_)).string());
        clear();
    }

  private:
    void clear() {
        count_ = 0;
        sheet_.width = columns * width_;
        sheet_.height = rows * height_;
        sheet_.rgb.assign(static_cast<std::size_t>(3 * sheet_.width * sheet_.height), 255);
    }
    fs::path folder_;
    int width_, height_, count_ = 0, sheets_ = 0;
    Image sheet_;
};

}  // namespace

int faults(const FaultsOptions& options, const Speech& say) {
    const FaultCatalogue catalogue = load_fault_catalogue(say.language);
    if (options.output.empty()) {
        for (const FaultKind& kind : catalogue.faults) {
            const bool wanted = options.codes.empty() ||
                                std::find(options.codes.begin(), options.codes.end(), kind.id) !=
                                    options.codes.end();
            if (wanted) std::cout << fmt::format("{}  {}\n", kind.id, kind.name().in(say.language));
        }
        return static_cast<int>(ExitCode::done);
    }
    struct Shown {
        std::string code;
        LocalText name;
        const FaultLook* look;
        bool decoy;
    };
    std::vector<Shown> all;
    for (const FaultKind& kind : catalogue.faults)
        all.push_back({kind.id, kind.name(), &kind.appearance, false});
    for (const DecoyKind& kind : catalogue.decoys)
        all.push_back({kind.id, {kind.zh, kind.en}, &kind.appearance, true});
    if (!options.codes.empty()) {
        std::erase_if(all, [&](const Shown& shown) {
            return std::find(options.codes.begin(), options.codes.end(), shown.code) ==
                   options.codes.end();
        });
    }
    const fs::path folder(options.output);
    std::error_code error;
    fs::create_directories(folder, error);
    const Scenario gallery = load_scenario(asset("fault_gallery.json").string(), say.language);
    constexpr int width = 400, height = 300;
    Offscreen offscreen(width, height);
    RenderSettings settings;
    settings.quality = Quality::high;
    Sheets sheets(folder, width, height);
    std::string page =
        "<!doctype html><meta charset=\"utf-8\"><style>body{font:14px sans-serif}"
        "figure{display:inline-block;width:400px;margin:6px}</style>";
    Progress progress;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Shown& shown = all[i];
        Scenario scenario = gallery;
        const auto place = telling_target(scenario, *shown.look, shown.code);
        if (!place) continue;
        const std::string target = shown.decoy
                                       ? apply_decoy(scenario, catalogue, *place, "made").target
                                       : apply_fault(scenario, catalogue, *place, "made").target;
        const Building building = make_building(std::move(scenario));
        Renderer renderer(building, settings);
        renderer.draw(at_rest(building), clear_view(building, target, view_of(*shown.look)), width,
                      height, offscreen.framebuffer());
        const Image image = offscreen.read();
        write_png(image, (folder / (shown.code + ".png")).string());
        sheets.add(image);
        page +=
            fmt::format("<figure><img src=\"{0}.png\"><figcaption>{0} {1}</figcaption></figure>",
                        shown.code, shown.name.in(say.language));
        progress.show_count(say("progress.faults"), static_cast<int>(i + 1),
                            static_cast<int>(all.size()));
    }
    sheets.flush();
    std::ofstream stream(folder / "index.html");
    stream << page << '\n';
    stream.close();
    if (!stream) {
        throw LoadError({{(folder / "index.html").string(), 0, ""},
                         "cannot be written",
                         "check the folder, its rights and the free space"});
    }
    std::cout << (folder / "index.html").string() << '\n';
    return static_cast<int>(ExitCode::done);
}

}  // namespace firedrill
