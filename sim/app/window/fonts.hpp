// Fonts and look of the user interface.
#pragma once

#include <imgui.h>

#include <string>

namespace firedrill {

struct UiFonts {
    ImFont* body = nullptr;
    ImFont* title =
        nullptr;  // large, for headings; holds the glyphs of the program's own texts only
};

// Loads Noto Sans CJK (or WenQuanYi where it is missing) with the full simplified-Chinese range and
// the signs that range lacks. `texts`: every character that headings need. `scale`: of the display.
// Throws LoadError where no Chinese font is installed.
UiFonts load_fonts(const std::string& texts, float scale);

void apply_style(float scale);

}  // namespace firedrill
