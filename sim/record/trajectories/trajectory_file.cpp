#include "record/trajectories/trajectory_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>
#include <optional>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "record/sqlite.hpp"

namespace firedrill {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void cannot_write(const std::string& path) {
    throw LoadError({{path, 0, ""},
                     "cannot be written / 无法写入",
                     "check the folder, its rights and the free space / "
                     "请检查文件夹、权限和剩余空间"});
}

struct Row {
    std::int32_t who;
    Vec3 at;
    double heading_rad;
};

// One file of frames. A frame without people is a frame too: numbers go on.
class FrameFile {
  public:
    virtual ~FrameFile() = default;
    virtual void write(std::int64_t frame, const std::vector<Row>& rows) = 0;
    virtual void close() = 0;
};

class TextFile : public FrameFile {
  public:
    TextFile(std::string path, const TrajectorySettings& settings, const std::string& geometry,
             const std::string& storey)
        : path_(std::move(path)), stream_(path_) {
        // PedPy looks for the word framerate and a number, and for "in m" to know the unit.
        stream_ << fmt::format(
            "# description: {}, storey {}\n# framerate: {:.2f}\n# geometry: {}\n"
            "# ID: the occupant\n# FR: the frame\n# X, Y, Z: place of the body's middle on the "
            "floor (in metres)\n\n#ID\tFR\tX\tY\tZ\n",
            settings.title, storey, settings.frames_1_s, geometry.empty() ? "none" : geometry);
        check();
    }
    void write(std::int64_t frame, const std::vector<Row>& rows) override {
        fmt::memory_buffer lines;
        for (const Row& row : rows)
            fmt::format_to(std::back_inserter(lines), "{}\t{}\t{:.4f}\t{:.4f}\t{:.4f}\n", row.who,
                           frame, row.at.x, row.at.y, row.at.z);
        stream_.write(lines.data(), static_cast<std::streamsize>(lines.size()));
        check();
    }
    void close() override {
        stream_.close();
        check();
    }

  private:
    void check() const {
        if (!stream_) cannot_write(path_);
    }
    std::string path_;
    std::ofstream stream_;
};

class DatabaseFile : public FrameFile {
  public:
    DatabaseFile(const std::string& path, const TrajectorySettings& settings,
                 const std::string& wkt)
        : database_(fresh(path)) {
        database_.run(
            "PRAGMA synchronous=OFF;"  // a run can be repeated; speed counts
            "CREATE TABLE trajectory_data (frame INTEGER NOT NULL, id INTEGER NOT NULL,"
            " pos_x REAL NOT NULL, pos_y REAL NOT NULL, ori_x REAL NOT NULL, ori_y REAL NOT NULL);"
            "CREATE TABLE metadata (key TEXT NOT NULL UNIQUE PRIMARY KEY, value TEXT NOT NULL);"
            "CREATE TABLE geometry (hash INTEGER NOT NULL, wkt TEXT NOT NULL);"
            "CREATE TABLE frame_data (frame INTEGER NOT NULL, geometry_hash INTEGER NOT NULL);"
            "CREATE INDEX frame_id_idx ON trajectory_data (frame, id);");
        StateHash hash;
        hash.add_all(std::span<const char>(wkt));
        geometry_ = static_cast<std::int64_t>(hash.value() >> 1);
        record::Statement geometry(database_, "INSERT INTO geometry VALUES (?, ?)");
        geometry << geometry_ << wkt;
        geometry.done();
        note("version", "2");
        note("fps", fmt::format("{}", settings.frames_1_s));
        note("description", settings.title);
        transaction_.emplace(database_);
        row_.emplace(database_, "INSERT INTO trajectory_data VALUES (?, ?, ?, ?, ?, ?)");
        frame_.emplace(database_, "INSERT INTO frame_data VALUES (?, ?)");
    }
    void write(std::int64_t frame, const std::vector<Row>& rows) override {
        *frame_ << frame << geometry_;
        frame_->done();
        for (const Row& row : rows) {
            *row_ << frame << row.who << row.at.x << row.at.y << std::cos(row.heading_rad)
                  << std::sin(row.heading_rad);
            row_->done();
            low_ = {std::min(low_.x, row.at.x), std::min(low_.y, row.at.y)};
            high_ = {std::max(high_.x, row.at.x), std::max(high_.y, row.at.y)};
        }
    }
    void close() override {
        note("xmin", fmt::format("{}", low_.x));
        note("xmax", fmt::format("{}", high_.x));
        note("ymin", fmt::format("{}", low_.y));
        note("ymax", fmt::format("{}", high_.y));
        transaction_->commit();
        row_.reset();
        frame_.reset();
        transaction_.reset();
    }

  private:
    static std::string fresh(const std::string& path) {
        std::error_code ignored;
        fs::remove(path, ignored);
        return path;
    }
    void note(const std::string& key, const std::string& value) {
        record::Statement statement(database_, "INSERT OR REPLACE INTO metadata VALUES (?, ?)");
        statement << key << value;
        statement.done();
    }

    record::Database database_;
    std::int64_t geometry_ = 0;
    std::optional<record::Transaction> transaction_;
    std::optional<record::Statement> row_, frame_;
    Vec2 low_{std::numeric_limits<double>::max()}, high_{std::numeric_limits<double>::lowest()};
};

}  // namespace

std::string with_suffix(const std::string& file, const std::string& suffix) {
    if (suffix.empty()) return file;
    const fs::path path(file);
    return (path.parent_path() / (path.stem().string() + "_" + suffix + path.extension().string()))
        .string();
}

struct TrajectoryFiles::Impl {
    // A part of a storey and the file of those who walk there, opened with its first person.
    struct Sheet {
        WalkablePart part;
        std::string name, suffix, geometry;
        std::unique_ptr<FrameFile> file;
        std::vector<Row> rows;
        bool chosen = true;
    };

    const Building& building;
    const WalkMap& map;
    TrajectorySettings settings;
    std::vector<Sheet> sheets;
    std::vector<std::vector<std::size_t>> sheets_of_storey;
    std::vector<std::string> written;
    std::int64_t frame = 0;
    bool database = false;

    Impl(const Building& b, const WalkMap& m, const TrajectorySettings& s)
        : building(b), map(m), settings(s), database(fs::path(s.file).extension() == ".sqlite") {
        const auto& storeys = building.scenario.storeys;
        sheets_of_storey.resize(storeys.size());
        const StoreyIndex only = building.storey(settings.storey);
        for (WalkablePart& part : walkable_parts(building)) {
            auto& siblings = sheets_of_storey[part.storey.at()];
            Sheet sheet;
            sheet.name = storeys[part.storey.at()].id;
            if (storeys.size() > 1 && !only) sheet.suffix = sheet.name;
            if (!siblings.empty())
                sheet.suffix +=
                    fmt::format("{}{}", sheet.suffix.empty() ? "" : "_", siblings.size() + 1);
            sheet.chosen = !only || part.storey == only;
            sheet.part = std::move(part);
            siblings.push_back(sheets.size());
            sheets.push_back(std::move(sheet));
        }
        // Whatever cannot be written is noticed before the work.
        if (!settings.geometry.empty() && settings.file.empty()) {
            for (Sheet& sheet : sheets) {
                if (sheet.chosen) write_geometry(sheet);
            }
        }
    }

    void write_geometry(Sheet& sheet) {
        sheet.geometry = with_suffix(settings.geometry, sheet.suffix);
        std::ofstream stream(sheet.geometry);
        stream << sheet.part.wkt() << '\n';
        stream.close();
        if (!stream) cannot_write(sheet.geometry);
        written.push_back(sheet.geometry);
    }

    void open(Sheet& sheet) {
        if (!settings.geometry.empty()) write_geometry(sheet);
        const std::string path = with_suffix(settings.file, sheet.suffix);
        if (database) {
            sheet.file = std::make_unique<DatabaseFile>(path, settings, sheet.part.wkt());
        } else {
            sheet.file = std::make_unique<TextFile>(
                path, settings, fs::path(sheet.geometry).filename().string(), sheet.name);
        }
        written.push_back(path);
        // Frames that passed before the first person came: a database lists them too.
        for (std::int64_t passed = 0; passed < frame; ++passed) sheet.file->write(passed, {});
    }

    Sheet* sheet_at(std::int32_t layer, Vec2 at) {
        const StoreyIndex storey = storey_of_layer(building, map, layer);
        if (!storey) return nullptr;
        const auto& candidates = sheets_of_storey[storey.at()];
        for (const std::size_t s : candidates) {
            if (candidates.size() == 1 || sheets[s].part.holds(at)) return &sheets[s];
        }
        return candidates.empty() ? nullptr : &sheets[candidates.front()];
    }
};

TrajectoryFiles::TrajectoryFiles(const Building& building, const WalkMap& map,
                                 const TrajectorySettings& settings)
    : impl_(std::make_unique<Impl>(building, map, settings)) {}

TrajectoryFiles::~TrajectoryFiles() = default;

void TrajectoryFiles::write(const OccupantsView& people) {
    if (impl_->settings.file.empty()) return;
    for (auto& sheet : impl_->sheets) sheet.rows.clear();
    const bool nowhere_to_assemble = impl_->building.scenario.assembly_points.empty();
    for (std::size_t who = 0; who < people.position.size(); ++who) {
        const bool gone = people.out_time_s[who] >= 0 && nowhere_to_assemble;
        if (gone) continue;
        auto* sheet = impl_->sheet_at(people.layer[who], people.position[who]);
        if (sheet == nullptr || !sheet->chosen) continue;
        sheet->rows.push_back({static_cast<std::int32_t>(who),
                               {people.position[who], people.floor_z[who]},
                               people.heading_rad[who]});
    }
    for (auto& sheet : impl_->sheets) {
        if (!sheet.file && !sheet.rows.empty()) impl_->open(sheet);
        if (sheet.file) sheet.file->write(impl_->frame, sheet.rows);
    }
    ++impl_->frame;
}

void TrajectoryFiles::close() {
    for (auto& sheet : impl_->sheets) {
        if (sheet.file) sheet.file->close();
        sheet.file.reset();
    }
}

const std::vector<std::string>& TrajectoryFiles::written() const {
    return impl_->written;
}

}  // namespace firedrill
