// File: the text of a file and its JSON tree, or a LoadError with line and column that says why
// not.
#pragma once

#include <string>

#include "building/format/json.hpp"
#include "building/format/messages.hpp"

namespace firedrill::format {

std::string read_file(const std::string& path, Messages& say);
Json parse_file_text(const std::string& text, const std::string& file, Messages& say);

}  // namespace firedrill::format
