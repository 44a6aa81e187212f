// Layout: where a cell of the grid lies in the solver's own arrays. One ghost cell stands around
// the box, rows are padded, so that loops over a row need no branch and may read two elements
// beyond either end.
//
//      one row:   | . . . . . . . g | 0 1 2 … nx-1 | g . . . |      g ghost, . padding
//                 offset -16         ^ row(j,k)
//
// Loops run over `width` elements, a multiple of sixteen, so that they need no remainder; ghosts
// and padding of every field stay zero (of lightness: one).
//
// A face array has the same layout: element (i,j,k) of an x-face array is the face between the
// cells (i-1,j,k) and (i,j,k); the last face of a row lies in the ghost column.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

#include "building/grid.hpp"

namespace firedrill {

struct Layout {
    static constexpr std::ptrdiff_t lead = 16;  // floats before cell 0 of a row: keeps it aligned

    int nx = 0, ny = 0, nz = 0;
    int width = 0;            // elements of a row that loops work on
    std::ptrdiff_t sy = 0;    // from a row to the next in y
    std::ptrdiff_t sz = 0;    // from a plane to the next
    std::ptrdiff_t size = 0;  // elements of an array

    Layout() = default;
    Layout(int cells_x, int cells_y, int cells_z) : nx(cells_x), ny(cells_y), nz(cells_z) {
        width = (nx + 2 + 15) / 16 * 16;
        sy = lead + width;
        sz = sy * (ny + 2);
        size = sz * (nz + 2);
    }
    explicit Layout(const Grid& grid) : Layout(grid.nx, grid.ny, grid.nz) {}

    // Element (0,j,k); j in -1 … ny, k in -1 … nz.
    std::ptrdiff_t row(int j, int k) const { return (k + 1) * sz + (j + 1) * sy + lead; }
    std::ptrdiff_t at(int i, int j, int k) const { return row(j, k) + i; }
    std::ptrdiff_t stride(Axis axis) const {
        return axis == Axis::x ? 1 : (axis == Axis::y ? sy : sz);
    }
    // From a row to the one that a loop over rows first … last of every plane comes to two later.
    std::ptrdiff_t two_rows_on(int j, int first, int last) const {
        return j + 2 < last ? 2 * sy : sz + (first + 2 - last) * sy;
    }
    int rows() const { return (ny + 2) * (nz + 2); }
    int row_number(int j, int k) const { return (k + 1) * (ny + 2) + (j + 1); }
    // Cell coordinates of an element.
    Int3 cell(std::ptrdiff_t element) const {
        const std::ptrdiff_t k = element / sz, rest = element - k * sz, j = rest / sy;
        return {static_cast<int>(rest - j * sy - lead), static_cast<int>(j - 1),
                static_cast<int>(k - 1)};
    }
    std::size_t bytes() const { return static_cast<std::size_t>(size) * sizeof(float); }
};

struct FreeMemory {
    void operator()(void* memory) const;
};
void* reserve_zeroed(std::size_t bytes);  // throws std::bad_alloc
// Bytes, whole cache lines, by which the next field of this size starts further on in its memory.
std::size_t next_stagger(std::size_t bytes);

// Scratch for rows and planes, zero at first, beginning with a cache line.
class Scratchpad {
  public:
    Scratchpad() = default;
    explicit Scratchpad(std::size_t floats) : memory_(reserve_zeroed(floats * sizeof(float))) {}
    float* data() const { return static_cast<float*>(memory_.get()); }

  private:
    std::unique_ptr<void, FreeMemory> memory_;
};

// One field in this layout, zero at first, aligned to cache lines, on large pages where the system
// has them.
template <class T>
class GridArray {
  public:
    GridArray() = default;
    explicit GridArray(const Layout& layout) : size_(static_cast<std::size_t>(layout.size)) {
        const std::size_t bytes = (size_ + 2 * guard) * sizeof(T), shift = next_stagger(bytes);
        memory_.reset(reserve_zeroed(bytes + shift));
        data_ = static_cast<T*>(memory_.get()) + guard + shift / sizeof(T);
    }
    T* data() { return data_; }
    const T* data() const { return data_; }
    T& operator[](std::ptrdiff_t i) { return data_[i]; }
    T operator[](std::ptrdiff_t i) const { return data_[i]; }
    std::size_t size() const { return size_; }
    void fill(T value) {
        for (std::size_t i = 0; i < size_ + 2 * guard; ++i) data_[i - guard] = value;
    }
    void swap(GridArray& other) noexcept {
        std::swap(memory_, other.memory_);
        std::swap(data_, other.data_);
        std::swap(size_, other.size_);
    }

  private:
    static constexpr std::size_t guard = 64;  // before and behind, for reads beyond the first row
    std::unique_ptr<void, FreeMemory> memory_;
    T* data_ = nullptr;
    std::size_t size_ = 0;
};
using FieldArray = GridArray<float>;

// Slabs of planes or rows [first(p), first(p+1)), their number chosen by the grid alone.
struct Slabs {
    int count = 0, parts = 1;
    Slabs() = default;
    Slabs(int of, int thinnest, int most) : count(of) {
        parts = of / thinnest;
        parts = parts < 1 ? 1 : (parts > most ? most : parts);
        if (parts > 1) parts -= parts % 2;
    }
    int first(int part) const {
        return static_cast<int>(static_cast<std::int64_t>(count) * part / parts);
    }
    int thickest() const { return (count + parts - 1) / parts; }
};

// Some rows of every plane, from the lowest to the highest: so few that the rows of several planes
// stay in a core's own cache until the next plane needs them, though enough that what slabs compute
// twice at their edges is little.
inline Slabs slabs_of_rows(const Layout& layout, int thinnest = 16) {
    constexpr int most = 256;
    return {layout.ny, thinnest, most};
}

}  // namespace firedrill
