#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "fire/flow/lanes.hpp"
#include "fire/flow/limited_flux.hpp"

using namespace firedrill;

namespace {

// A row of numbers of all sizes and both signs, some of them zero; `n` of them after `lead`.
std::vector<float> row(int lead, int n, float phase) {
    std::vector<float> out;
    for (int i = 0; i < lead + n + lead; ++i) {
        const auto x = static_cast<float>(i);
        const float value = std::sin(0.7f * x + phase) * std::exp(5.0f * std::sin(0.13f * x));
        out.push_back(i % 7 == 3 ? 0.0f : value);
    }
    return out;
}

// What every kernel is made of, done to a row in pieces of so many bytes.
struct Done {
    std::vector<float> shifted, back, flux, brief, gathered;
    double sum = 0;
    float largest = 0;
    bool holds = false, empty_holds = false;
    bool operator==(const Done&) const = default;
};

template <int bytes>
Done in_pieces_of() {
    using Lanes = LanesOf<bytes>;
    constexpr int n = 64, lead = 16, step = lanes_in<Lanes>;
    const std::vector<float> q = row(lead, n, 0.3f), speed = row(lead, n, 1.1f);
    Done done;
    for (auto* out : {&done.shifted, &done.back, &done.flux, &done.brief, &done.gathered})
        out->resize(n);
    std::vector<Brief> brief(n);
    Lanes before;
    load(before, q.data() + lead - step);
    BlockSum<Lanes> sum;
    BitsOf<Lanes> any{};
    for (int i = 0; i < n; i += step) {
        const float* const at = q.data() + lead + i;
        Lanes here, next, out, u, u_low, u_high, weight, a, b, c, d;
        load(here, at);
        load(next, at + step);
        one_further(out, before, here);
        store(done.shifted.data() + i, out);
        one_back(out, here, next);
        store(done.back.data() + i, out);
        before = here;
        load(u, speed.data() + lead + i);
        load(u_low, speed.data() + lead + i - 1);
        load(u_high, speed.data() + lead + i + 1);
        slope_weight<Lanes>(weight, u, u_low, u_high, 0.01f);
        load(a, at - 1);
        load(b, at);
        load(c, at + 1);
        load(d, at + 2);
        limited_flux<Lanes>(out, u, weight, a, b, c, d);
        store(done.flux.data() + i, out);
        store(brief.data() + i, here);
        load(out, brief.data() + i);
        store(done.brief.data() + i, out);
        std::int32_t index[step];
        for (int l = 0; l < step; ++l) index[l] = (i + l) * 37 % n;
        gather(out, q.data() + lead, static_cast<const std::int32_t*>(index));
        store(done.gathered.data() + i, out);
        sum.piece[i / step % BlockSum<Lanes>::pieces] += here * here;
        BitsOf<Lanes> bits;
        sizes(bits, here);
        any |= bits;
    }
    done.sum = sum_of(sum);
    std::vector<float> size(n);
    for (int i = 0; i < n; ++i) size[static_cast<std::size_t>(i)] = std::abs(q[lead + i]);
    done.largest = largest_of_row<Lanes>(size.data(), n);
    done.holds = holds_anything(any);
    const BitsOf<Lanes> minus_zero = BitsOf<Lanes>{} + static_cast<std::int32_t>(0x80000000U);
    done.empty_holds = holds_anything(minus_zero);
    return done;
}

}  // namespace

TEST_CASE("registers of any width do the same to a row, bit by bit") {
    const Done of_16 = in_pieces_of<16>();
    CHECK(of_16 == in_pieces_of<32>());
    CHECK(of_16 == in_pieces_of<64>());
    // And what one by one does.
    const std::vector<float> q = row(16, 64, 0.3f);
    float largest = 0;
    for (int i = 0; i < 64; ++i) {
        const auto at = static_cast<std::size_t>(i);
        CHECK(of_16.shifted[at] == q[16 + at - 1]);
        CHECK(of_16.back[at] == q[16 + at + 1]);
        CHECK(of_16.gathered[at] == q[16 + at * 37 % 64]);
        CHECK(std::abs(of_16.brief[at] - q[16 + at]) <= std::abs(q[16 + at]) / 256);
        largest = std::max(largest, std::abs(q[16 + at]));
    }
    CHECK(of_16.largest == largest);
    CHECK(of_16.holds);
    CHECK_FALSE(of_16.empty_holds);
    std::vector<float> squares;
    for (int i = 0; i < 64; ++i)
        squares.push_back(q[16 + static_cast<std::size_t>(i)] *
                          q[16 + static_cast<std::size_t>(i)]);
    CHECK(of_16.sum == row_sum(squares.data(), 64));
}
