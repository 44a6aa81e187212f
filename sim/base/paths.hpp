// Where the program's own files are: assets/, scenarios/ and shaders/. Found beside the source tree
// the program was built from, or where FIREDRILL_HOME points.
#pragma once

#include <filesystem>
#include <string_view>

namespace firedrill {

// Root folder that holds assets/, scenarios/ and shaders/. Order: $FIREDRILL_HOME, folders upward
// of the executable. Throws LoadError where none is found.
const std::filesystem::path& home_folder();

std::filesystem::path asset(std::string_view relative);   // home/assets/relative
std::filesystem::path shader(std::string_view relative);  // home/shaders/relative

}  // namespace firedrill
