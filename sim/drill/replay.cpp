#include "drill/replay.hpp"

#include <fmt/format.h>

#include <cstring>
#include <fstream>
#include <iterator>

#include "base/hash.hpp"
#include "building/load.hpp"

namespace firedrill {
namespace {

constexpr char magic[8] = {'F', 'D', 'R', 'E', 'P', 'L', 'A', 'Y'};

// Little-endian writing and reading, the same on every machine.
struct Writer {
    std::string bytes;
    template <class T>
    void number(T value) {
        for (std::size_t i = 0; i < sizeof(T); ++i) {
            bytes.push_back(static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * i) & 0xff));
        }
    }
    void real(double value) {
        std::uint64_t bits = 0;
        std::memcpy(&bits, &value, sizeof bits);
        number(bits);
    }
    void text(const std::string& value) {
        number(static_cast<std::uint32_t>(value.size()));
        bytes += value;
    }
};

struct Reader {
    const std::string& bytes;
    std::string file;
    std::size_t at = 0;

    [[noreturn]] void damaged() const {
        throw LoadError({{file, 0, ""},
                         "the replay is damaged or no replay / 回放文件损坏或不是回放文件",
                         "take another copy of it / 请换一份文件"});
    }
    template <class T>
    T number() {
        if (at + sizeof(T) > bytes.size()) damaged();
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < sizeof(T); ++i) {
            value |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[at + i]))
                     << (8 * i);
        }
        at += sizeof(T);
        return static_cast<T>(value);
    }
    double real() {
        const auto bits = number<std::uint64_t>();
        double value = 0;
        std::memcpy(&value, &bits, sizeof value);
        return value;
    }
    std::string text() {
        const auto size = number<std::uint32_t>();
        if (at + size > bytes.size()) damaged();
        std::string value = bytes.substr(at, size);
        at += size;
        return value;
    }
};

enum : std::uint8_t { same_as_before = 1, has_extras = 2 };

bool same_hands(const TickInput& a, const TickInput& b) {
    return a.forward == b.forward && a.right == b.right && a.yaw_mdeg == b.yaw_mdeg &&
           a.pitch_mdeg == b.pitch_mdeg && a.buttons == b.buttons;
}

void write_settings(Writer& out, const DrillSettings& s) {
    out.number(s.seed);
    out.real(s.dt_s);
    out.real(s.grid.cell_m);
    out.real(s.grid.margin_m);
    out.real(s.fire.courant);
    out.real(s.fire.max_dt_s);
    out.real(s.fire.divergence_tolerance);
    out.number(static_cast<std::uint8_t>(s.fire.radiation_to_items));
    out.number(static_cast<std::uint8_t>(s.crowd.smoke_speed));
    out.number(static_cast<std::uint8_t>(s.crowd.door_flow));
    out.real(s.crowd.turn_back_extinction_1_m);
    out.number(static_cast<std::uint8_t>(s.with_fire));
    out.number(static_cast<std::uint8_t>(s.with_crowd));
    out.number(static_cast<std::uint8_t>(s.with_trainee));
    out.real(s.crowd.stranger_turn_back_extinction_1_m);
}

template <class E>
E read_enum(Reader& in, E last) {
    const auto value = in.number<std::uint8_t>();
    if (value > static_cast<std::uint8_t>(last)) in.damaged();
    return static_cast<E>(value);
}

// `known_strangers`: from format 2 on. Before, strangers turned back from the same smoke as others.
DrillSettings read_settings(Reader& in, bool known_strangers) {
    DrillSettings s;
    s.seed = in.number<std::uint64_t>();
    s.dt_s = in.real();
    s.grid.cell_m = in.real();
    s.grid.margin_m = in.real();
    s.fire.courant = in.real();
    s.fire.max_dt_s = in.real();
    s.fire.divergence_tolerance = in.real();
    s.fire.radiation_to_items = in.number<std::uint8_t>() != 0;
    s.crowd.smoke_speed = read_enum(in, smoke_speed_laws().back());
    s.crowd.door_flow = read_enum(in, DoorFlowLimit::codes);
    s.crowd.turn_back_extinction_1_m = in.real();
    s.with_fire = in.number<std::uint8_t>() != 0;
    s.with_crowd = in.number<std::uint8_t>() != 0;
    s.with_trainee = in.number<std::uint8_t>() != 0;
    s.crowd.stranger_turn_back_extinction_1_m =
        known_strangers ? in.real() : s.crowd.turn_back_extinction_1_m;
    return s;
}

}  // namespace

std::string pack_settings(const DrillSettings& settings) {
    Writer out;
    write_settings(out, settings);
    return std::move(out.bytes);
}

DrillSettings unpack_settings(const std::string& bytes) {
    Reader in{bytes, "replay"};
    // Stored without a version: what format 1 held ends where it ends.
    constexpr std::size_t format_1_bytes = 8 + 6 * 8 + 3 + 8 + 3;
    return read_settings(in, bytes.size() > format_1_bytes);
}

std::string pack_ticks(const Replay& replay, std::size_t first, std::size_t end) {
    Writer out;
    for (std::size_t t = first; t < end; ++t) {
        const TickInput& input = replay.inputs[t];
        // The first tick of a piece is whole, so that pieces can be read without the ones before.
        const bool same = t > first && same_hands(input, replay.inputs[t - 1]);
        const bool extras = !input.commands.empty() || !input.injects.empty();
        out.number(
            static_cast<std::uint8_t>((same ? same_as_before : 0) | (extras ? has_extras : 0)));
        if (!same) {
            out.number(static_cast<std::uint8_t>(input.forward));
            out.number(static_cast<std::uint8_t>(input.right));
            out.number(static_cast<std::uint32_t>(input.yaw_mdeg));
            out.number(static_cast<std::uint32_t>(input.pitch_mdeg));
            out.number(input.buttons);
        }
        if (extras) {
            out.number(static_cast<std::uint16_t>(input.commands.size()));
            for (const TraineeCommand& command : input.commands) {
                out.number(static_cast<std::uint8_t>(command.kind));
                out.text(command.target);
                out.text(command.text);
            }
            out.number(static_cast<std::uint16_t>(input.injects.size()));
            for (const std::string& inject : input.injects) out.text(inject);
        }
        out.number(replay.hashes[t]);
    }
    return std::move(out.bytes);
}

void unpack_ticks(const std::string& bytes, Replay& replay) {
    Reader in{bytes, "replay"};
    TickInput before;
    while (in.at < bytes.size()) {
        const auto flags = in.number<std::uint8_t>();
        if (flags > (same_as_before | has_extras)) in.damaged();
        TickInput input;
        if ((flags & same_as_before) != 0) {
            input = before;
            input.commands.clear();
            input.injects.clear();
        } else {
            input.forward = static_cast<std::int8_t>(in.number<std::uint8_t>());
            input.right = static_cast<std::int8_t>(in.number<std::uint8_t>());
            input.yaw_mdeg = static_cast<std::int32_t>(in.number<std::uint32_t>());
            input.pitch_mdeg = static_cast<std::int32_t>(in.number<std::uint32_t>());
            input.buttons = in.number<std::uint16_t>();
        }
        if ((flags & has_extras) != 0) {
            for (int n = in.number<std::uint16_t>(); n > 0; --n) {
                const auto kind = in.number<std::uint8_t>();
                if (kind > static_cast<std::uint8_t>(TraineeCommand::Kind::order)) in.damaged();
                TraineeCommand command;
                command.kind = static_cast<TraineeCommand::Kind>(kind);
                command.target = in.text();
                command.text = in.text();
                input.commands.push_back(std::move(command));
            }
            for (int n = in.number<std::uint16_t>(); n > 0; --n) input.injects.push_back(in.text());
        }
        before = input;
        replay.inputs.push_back(std::move(input));
        replay.hashes.push_back(in.number<std::uint64_t>());
    }
}

void write_replay(const Replay& replay, const std::string& file) {
    Writer out;
    out.bytes.assign(magic, sizeof magic);
    out.number(Replay::format_version);
    out.text(replay.scenario_text);
    out.text(replay.trainee_name);
    write_settings(out, replay.settings);
    out.text(pack_ticks(replay, 0, replay.inputs.size()));
    out.number(hash_bytes(out.bytes.data(), out.bytes.size(), 0));
    std::ofstream stream(file, std::ios::binary);
    stream.write(out.bytes.data(), static_cast<std::streamsize>(out.bytes.size()));
    stream.close();
    if (!stream)
        throw LoadError({{file, 0, ""},
                         "the replay cannot be written / 回放无法写入",
                         "check the folder and the free space / 请检查文件夹和剩余空间"});
}

Replay read_replay(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        throw LoadError({{file, 0, ""},
                         "the replay cannot be opened / 回放无法打开",
                         "check the path / 请检查路径"});
    const std::string bytes(std::istreambuf_iterator<char>(stream), {});
    Reader in{bytes, file};
    if (bytes.size() < sizeof magic + 12 || std::memcmp(bytes.data(), magic, sizeof magic) != 0)
        in.damaged();
    in.at = sizeof magic;
    const auto version = in.number<std::uint32_t>();
    if (version > Replay::format_version) {
        throw LoadError(
            {{file, 0, ""},
             fmt::format("the replay has format {}, this program knows {} / 回放格式较新", version,
                         Replay::format_version),
             "use a newer Firedrill / 请使用新版本"});
    }
    Reader tail{bytes, file, bytes.size() - 8};
    if (version == 0 ||
        tail.number<std::uint64_t>() != hash_bytes(bytes.data(), bytes.size() - 8, 0))
        in.damaged();
    Replay replay;
    replay.scenario_text = in.text();
    replay.trainee_name = in.text();
    replay.settings = read_settings(in, version >= 2);
    unpack_ticks(in.text(), replay);
    return replay;
}

std::int64_t verify_replay(const Replay& replay, int threads) {
    const Building building = make_building(parse_scenario(replay.scenario_text, "replay"));
    DrillSettings settings = replay.settings;
    settings.threads = threads;
    Drill drill(building, settings);
    for (std::size_t t = 0; t < replay.inputs.size(); ++t) {
        drill.tick(replay.inputs[t]);
        if (drill.hash() != replay.hashes[t]) return static_cast<std::int64_t>(t);
    }
    return -1;
}

}  // namespace firedrill
