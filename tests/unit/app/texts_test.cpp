#include <doctest/doctest.h>
#include <imgui.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "app/window/fonts.hpp"
#include "base/texts.hpp"
#include "crowd/crowd.hpp"

using namespace firedrill;

namespace {

const std::string assets = std::string(FIREDRILL_SOURCE_DIR) + "/assets";

// Every string anywhere in a JSON file.
void collect_strings(const nlohmann::json& json, std::string& all) {
    if (json.is_string()) all += json.get<std::string>();
    if (json.is_structured()) {
        for (const auto& part : json) collect_strings(part, all);
    }
}

std::set<unsigned> code_points(const std::string& text) {
    std::set<unsigned> points;
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const int length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        unsigned point = length == 1 ? lead : lead & (0xffU >> (length + 1));
        for (int k = 1; k < length; ++k) {
            point = point << 6 |
                    (static_cast<unsigned char>(text[i + static_cast<std::size_t>(k)]) & 0x3fU);
        }
        points.insert(point);
        i += static_cast<std::size_t>(length);
    }
    return points;
}

}  // namespace

TEST_CASE("the user interface's font has a glyph for every character of every text and scenario") {
    const Texts texts = Texts::load(assets + "/texts");
    std::string shown;
    for (const auto& [key, text] : texts.all()) shown += text.zh + text.en;
    std::string data;
    for (const auto& file : std::filesystem::recursive_directory_iterator(assets)) {
        if (file.path().extension() != ".json") continue;
        std::ifstream stream(file.path());
        collect_strings(nlohmann::json::parse(stream, nullptr, true, true), data);
    }
    for (const auto& folder :
         std::filesystem::directory_iterator(std::string(FIREDRILL_SOURCE_DIR) + "/scenarios")) {
        std::ifstream stream(folder.path() / "scenario.json");
        if (stream) collect_strings(nlohmann::json::parse(stream, nullptr, true, true), data);
    }

    ImGui::CreateContext();
    const UiFonts fonts = load_fonts(shown, 1.0f);
    std::string missing;
    for (const unsigned point : code_points(shown + data)) {
        if (point < 0x20) continue;
        if (point > 0xffff ||
            fonts.body->FindGlyphNoFallback(static_cast<ImWchar>(point)) == nullptr) {
            missing += " U+" + std::to_string(point);
        }
    }
    CHECK_MESSAGE(missing.empty(), "characters without a glyph: " << missing);
    for (const unsigned point : code_points(shown)) {
        if (point >= 0x20)
            CHECK(bool(fonts.title->FindGlyphNoFallback(static_cast<ImWchar>(point)) != nullptr));
    }
    ImGui::DestroyContext();
}

TEST_CASE("every text that the program asks for by name exists in both languages") {
    const Texts texts = Texts::load(assets + "/texts");
    const std::filesystem::path sources = std::string(FIREDRILL_SOURCE_DIR) + "/sim";
    int asked = 0;
    for (const auto& file : std::filesystem::recursive_directory_iterator(sources / "app")) {
        if (file.path().extension() != ".cpp") continue;
        std::ifstream stream(file.path());
        const std::string code(std::istreambuf_iterator<char>(stream), {});
        for (const std::string opening : {"say(\"", "say_(\""}) {
            for (std::size_t at = code.find(opening); at != std::string::npos;
                 at = code.find(opening, at + 1)) {
                const std::size_t start = at + opening.size();
                const std::string key = code.substr(start, code.find('"', start) - start);
                if (key.empty() || key.back() == '.') continue;
                ++asked;
                CHECK_MESSAGE(texts.has(key), file.path().filename().string()
                                                  << " asks for " << key);
            }
        }
    }
    CHECK(asked > 60);
}

TEST_CASE("every law of speed in smoke and every limit of door flow has a name for people") {
    const Texts texts = Texts::load(assets + "/texts");
    for (const SmokeSpeedLaw law : smoke_speed_laws()) {
        CAPTURE(smoke_speed_law_name(law));
        CHECK(texts.has("rehearsal.smoke_speed." + std::string(smoke_speed_law_name(law))));
    }
    for (const DoorFlowLimit limit : {DoorFlowLimit::free, DoorFlowLimit::codes})
        CHECK(texts.has("rehearsal.door_flow." + std::string(door_flow_limit_name(limit))));
}
