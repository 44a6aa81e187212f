#include "base/paths.hpp"

#include <cstdlib>

#include "base/error.hpp"

namespace firedrill {
namespace {

std::filesystem::path find_home() {
    namespace fs = std::filesystem;
    const auto holds_assets = [](const fs::path& folder) {
        return fs::is_directory(folder / "assets") && fs::is_directory(folder / "shaders");
    };
    if (const char* set = std::getenv("FIREDRILL_HOME"); set != nullptr && *set != '\0') {
        if (holds_assets(set)) return set;
        throw LoadError({{"FIREDRILL_HOME=" + std::string(set), 0, ""},
                         "no assets/ and shaders/ there",
                         "point it at the Firedrill folder or unset it"});
    }
    std::error_code error;
    fs::path folder = fs::read_symlink("/proc/self/exe", error).parent_path();
    while (!folder.empty()) {
        if (holds_assets(folder)) return folder;
        if (folder == folder.parent_path()) break;
        folder = folder.parent_path();
    }
    throw LoadError({{"firedrill", 0, ""},
                     "cannot find the folders assets/ and shaders/",
                     "run the program from its source tree or set FIREDRILL_HOME"});
}

}  // namespace

const std::filesystem::path& home_folder() {
    static const std::filesystem::path home = find_home();
    return home;
}

std::filesystem::path asset(std::string_view relative) {
    return home_folder() / "assets" / relative;
}
std::filesystem::path shader(std::string_view relative) {
    return home_folder() / "shaders" / relative;
}

}  // namespace firedrill
