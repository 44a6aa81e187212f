#include "view/lettering.hpp"

#include <stb_truetype.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace firedrill {
namespace {

struct FontFile {
    const char* path;
    int index;  // of the simplified-Chinese face in the collection
};
constexpr FontFile font_files[] = {{"/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc", 2},
                                   {"/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2},
                                   {"/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", 0}};
// Fine enough that strokes of Chinese characters stay apart, coarse enough for some 80 bars each.
constexpr int pixels = 30;

}  // namespace

struct Lettering::Font {
    std::vector<unsigned char> data;
    stbtt_fontinfo info{};
    float scale = 1;
    int ascent = 0;
};

Lettering::Lettering() {
    for (const FontFile& file : font_files) {
        std::ifstream stream(file.path, std::ios::binary);
        if (!stream) continue;
        auto font = std::make_unique<Font>();
        font->data.assign(std::istreambuf_iterator<char>(stream), {});
        const int offset = stbtt_GetFontOffsetForIndex(font->data.data(), file.index);
        if (offset < 0 || stbtt_InitFont(&font->info, font->data.data(), offset) == 0) continue;
        int descent = 0, gap = 0;
        stbtt_GetFontVMetrics(&font->info, &font->ascent, &descent, &gap);
        font->scale = stbtt_ScaleForMappingEmToPixels(&font->info, pixels);
        font_ = std::move(font);
        return;
    }
}

Lettering::~Lettering() = default;

std::vector<std::uint32_t> code_points(std::string_view utf8) {
    std::vector<std::uint32_t> points;
    for (std::size_t i = 0; i < utf8.size();) {
        const auto byte = static_cast<unsigned char>(utf8[i]);
        const std::size_t more = byte < 0x80 ? 0 : byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
        std::uint32_t point = more == 0   ? byte
                              : more == 1 ? byte & 0x1fU
                              : more == 2 ? byte & 0x0fU
                                          : byte & 0x07U;
        if (i + more >= utf8.size() + (more == 0 ? 1U : 0U)) {
            points.push_back('?');
            break;
        }
        for (std::size_t k = 1; k <= more; ++k)
            point = point << 6U | (static_cast<unsigned char>(utf8[i + k]) & 0x3fU);
        points.push_back(point);
        i += more + 1;
    }
    return points;
}

const Lettering::Line& Lettering::line(std::string_view utf8) {
    const auto known = lines_.find(utf8);
    if (known != lines_.end()) return known->second;
    Line line;
    const std::vector<std::uint32_t> points = code_points(utf8);
    if (!font_) {
        for (const std::uint32_t point : points) {
            const float wide = point < 0x100 ? 0.55f : 1.0f, x = static_cast<float>(line.width);
            if (point != ' ') line.bars.push_back({x + 0.1f, 0.1f, x + wide - 0.1f, 0.8f});
            line.width += wide;
        }
        return lines_.emplace(std::string(utf8), std::move(line)).first->second;
    }
    double at = 0;  // pixels
    for (const std::uint32_t point : points) {
        int advance = 0, bearing = 0, x0 = 0, y0 = 0, x1 = 0, y1 = 0;
        const int code = static_cast<int>(point);
        stbtt_GetCodepointHMetrics(&font_->info, code, &advance, &bearing);
        stbtt_GetCodepointBitmapBox(&font_->info, code, font_->scale, font_->scale, &x0, &y0, &x1,
                                    &y1);
        const int w = x1 - x0, h = y1 - y0;
        if (w > 0 && h > 0) {
            std::vector<unsigned char> bitmap(static_cast<std::size_t>(w) *
                                              static_cast<std::size_t>(h));
            stbtt_MakeCodepointBitmap(&font_->info, bitmap.data(), w, h, w, font_->scale,
                                      font_->scale, code);
            const auto ink = [&](int x, int y) {
                return x < w && bitmap[static_cast<std::size_t>(y * w + x)] >= 110;
            };
            // Runs of a row that go on in the next one are one bar.
            struct Run {
                int from, to, top;
            };
            std::vector<Run> open;
            const auto close = [&](const Run& run, int bottom) {
                // The line's lower edge lies 0.12 em below the base line.
                const auto up = [&](int row) {
                    return static_cast<float>(0.12 - static_cast<double>(y0 + row) / pixels);
                };
                const auto right = [&](int column) {
                    return static_cast<float>((at + x0 + column) / pixels);
                };
                line.bars.push_back({right(run.from), up(bottom), right(run.to), up(run.top)});
            };
            for (int y = 0; y < h; ++y) {
                std::vector<Run> row;
                for (int x = 0; x < w; ++x) {
                    if (!ink(x, y)) continue;
                    int end = x;
                    while (ink(end, y)) ++end;
                    row.push_back({x, end, y});
                    x = end;
                }
                for (const Run& run : open) {
                    const auto same = std::find_if(row.begin(), row.end(), [&](const Run& r) {
                        return r.from == run.from && r.to == run.to;
                    });
                    if (same == row.end())
                        close(run, y);
                    else
                        same->top = run.top;
                }
                open = std::move(row);
            }
            for (const Run& run : open) close(run, h);
        }
        at += advance * static_cast<double>(font_->scale);
    }
    line.width = at / pixels;
    return lines_.emplace(std::string(utf8), std::move(line)).first->second;
}

}  // namespace firedrill
