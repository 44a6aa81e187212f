#include "app/window/fonts.hpp"

#include <imgui_freetype.h>

#include <filesystem>

#include "base/error.hpp"

namespace firedrill {
namespace {

struct FontFile {
    const char* path;
    int index;  // of the simplified-Chinese face in the collection
};
constexpr FontFile font_files[] = {{"/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2},
                                   {"/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", 0}};

// Signs that ImGui's Chinese range does not hold.
constexpr const char* extra_signs = "℃②≤≥→←↑↓√×■●○▲▼㎡αΩ·—…“”‘’³²°✓✗";

}  // namespace

UiFonts load_fonts(const std::string& texts, float scale) {
    const FontFile* file = nullptr;
    for (const FontFile& candidate : font_files) {
        if (std::filesystem::exists(candidate.path)) {
            file = &candidate;
            break;
        }
    }
    if (file == nullptr) {
        throw LoadError({{font_files[0].path, 0, ""},
                         "no Chinese font is installed / 没有安装中文字体",
                         "apt-get install fonts-noto-cjk"});
    }
    ImGuiIO& io = ImGui::GetIO();
    io.Fonts->FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    io.Fonts->Flags |= ImFontAtlasFlags_NoPowerOfTwoHeight;

    ImFontConfig config;
    config.FontNo = file->index;
    config.OversampleH = config.OversampleV = 1;

    ImVector<ImWchar> body_ranges, title_ranges;
    ImFontGlyphRangesBuilder body;
    body.AddRanges(io.Fonts->GetGlyphRangesChineseFull());
    body.AddText(extra_signs);
    body.AddText(texts.c_str());
    body.BuildRanges(&body_ranges);
    ImFontGlyphRangesBuilder title;
    title.AddRanges(io.Fonts->GetGlyphRangesDefault());
    title.AddText(extra_signs);
    title.AddText(texts.c_str());
    title.BuildRanges(&title_ranges);

    UiFonts fonts;
    fonts.body = io.Fonts->AddFontFromFileTTF(file->path, 18.0f * scale, &config, body_ranges.Data);
    fonts.title =
        io.Fonts->AddFontFromFileTTF(file->path, 34.0f * scale, &config, title_ranges.Data);
    io.Fonts->Build();
    return fonts;
}

void apply_style(float scale) {
    ImGui::StyleColorsDark();
    ImGuiStyle& style = ImGui::GetStyle();
    style.WindowRounding = 8;
    style.FrameRounding = 5;
    style.GrabRounding = 5;
    style.PopupRounding = 6;
    style.WindowBorderSize = 0;
    style.WindowPadding = {18, 16};
    style.FramePadding = {12, 7};
    style.ItemSpacing = {10, 9};
    style.ScaleAllSizes(scale);
    const ImVec4 red{0.78f, 0.16f, 0.13f, 1}, red_light{0.90f, 0.25f, 0.20f, 1};
    ImVec4* const colour = style.Colors;
    colour[ImGuiCol_WindowBg] = {0.08f, 0.09f, 0.11f, 0.94f};
    colour[ImGuiCol_PopupBg] = {0.10f, 0.11f, 0.13f, 0.98f};
    colour[ImGuiCol_Button] = {0.22f, 0.25f, 0.30f, 1};
    colour[ImGuiCol_ButtonHovered] = {0.30f, 0.34f, 0.41f, 1};
    colour[ImGuiCol_ButtonActive] = red;
    colour[ImGuiCol_Header] = {0.55f, 0.16f, 0.14f, 0.75f};
    colour[ImGuiCol_HeaderHovered] = {0.66f, 0.22f, 0.18f, 0.9f};
    colour[ImGuiCol_HeaderActive] = red;
    colour[ImGuiCol_FrameBg] = {0.17f, 0.19f, 0.23f, 1};
    colour[ImGuiCol_CheckMark] = red_light;
    colour[ImGuiCol_PlotHistogram] = red_light;
    colour[ImGuiCol_TitleBgActive] = {0.20f, 0.08f, 0.08f, 1};
}

}  // namespace firedrill
