#include "building/format/file.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

namespace firedrill::format {

std::string read_file(const std::string& path, Messages& say) {
    std::error_code error;
    if (!std::filesystem::exists(path, error)) {
        throw LoadError(say.problem({path, 0, ""}, "no_file", {}));
    }
    if (std::filesystem::is_directory(path, error)) {
        throw LoadError(say.problem({path, 0, ""}, "is_folder", {}));
    }
    std::ifstream stream(path, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    if (!stream.is_open() || stream.bad()) {
        throw LoadError(say.problem({path, 0, ""}, "unreadable", {}));
    }
    return text.str();
}

Json parse_file_text(const std::string& text, const std::string& file, Messages& say) {
    Json json;
    const auto fault = parse_json(text, json);
    if (!fault) return json;
    const char* key = "json_syntax";
    switch (fault->why) {
        case JsonFault::Why::syntax:
            break;
        case JsonFault::Why::trailing_comma:
            key = "json_trailing_comma";
            break;
        case JsonFault::Why::ends_early:
            key = "json_ends_early";
            break;
        case JsonFault::Why::number_too_large:
            key = "json_number";
            break;
        case JsonFault::Why::too_deep:
            key = "json_too_deep";
            break;
    }
    throw LoadError(say.problem({file, fault->line, ""}, key,
                                {std::to_string(fault->column), shown(fault->near)}));
}

}  // namespace firedrill::format
