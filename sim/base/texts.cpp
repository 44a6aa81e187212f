#include "base/texts.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/error.hpp"

namespace firedrill {

Language language_of_locale() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(name);
        if (value == nullptr || *value == '\0') continue;
        return std::string_view(value).starts_with("en") ? Language::en : Language::zh;
    }
    return Language::zh;
}

Texts Texts::load(const std::string& folder) {
    namespace fs = std::filesystem;
    std::vector<fs::path> files;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        if (entry.path().extension() == ".json") files.push_back(entry.path());
    }
    if (error || files.empty()) {
        throw LoadError({{folder, 0, ""}, "no texts found", "restore the folder assets/texts"});
    }
    std::sort(files.begin(), files.end());
    Texts texts;
    for (const auto& file : files) {
        std::ifstream stream(file);
        const auto json = nlohmann::json::parse(stream, nullptr, false, true);
        if (!json.is_object()) {
            throw LoadError(
                {{file.string(), 0, ""}, "not a JSON object of texts", "restore the file"});
        }
        for (const auto& [key, value] : json.items()) {
            if (!value.is_object() || !value.contains("zh") || !value.contains("en")) {
                throw LoadError(
                    {{file.string(), 0, "/" + key}, "text lacks zh or en", "give both languages"});
            }
            texts.texts_[key] = {value["zh"].get<std::string>(), value["en"].get<std::string>()};
        }
    }
    return texts;
}

const std::string& Texts::get(std::string_view key, Language language) const {
    const auto found = texts_.find(std::string(key));
    if (found != texts_.end()) return found->second.in(language);
    return missing_.try_emplace(std::string(key), std::string(key)).first->second;
}

bool Texts::has(std::string_view key) const {
    return texts_.contains(std::string(key));
}

}  // namespace firedrill
