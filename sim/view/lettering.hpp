// Lettering: words as small upright rectangles, so that labels, dates and notices stand in the
// scene as any other surface does, seen by every light and hidden by what stands before them. Knows
// a font file and its glyphs; no OpenGL.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string_view>
#include <vector>

#include "base/vec.hpp"

namespace firedrill {

class Lettering {
  public:
    Lettering();  // without a Chinese font on the machine words are drawn as bars
    ~Lettering();
    Lettering(const Lettering&) = delete;
    Lettering& operator=(const Lettering&) = delete;

    // Filled rectangles of one line of text, x from its left end, y up from its lower edge, in
    // units of the line's height.
    struct Bar {
        float x0, y0, x1, y1;
    };
    struct Line {
        std::vector<Bar> bars;
        double width = 0;  // in units of its height
    };
    const Line& line(std::string_view utf8);  // kept for the next time

  private:
    struct Font;
    std::unique_ptr<Font> font_;
    std::map<std::string, Line, std::less<>> lines_;
};

// Code points of a text; a broken byte counts as one.
std::vector<std::uint32_t> code_points(std::string_view utf8);

}  // namespace firedrill
