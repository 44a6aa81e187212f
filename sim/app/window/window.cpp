#include "app/window/window.hpp"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <glad/gl.h>
#include <imgui.h>
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <utility>

#include "app/debrief/moment_pictures.hpp"
#include "app/window/controls.hpp"
#include "app/window/costs.hpp"
#include "app/window/fonts.hpp"
#include "app/window/screens.hpp"
#include "app/window/simulation_thread.hpp"
#include "app/window/sound.hpp"
#include "base/paths.hpp"
#include "building/load.hpp"
#include "record/report.hpp"
#include "view/gl_objects.hpp"
#include "view/picture.hpp"

namespace firedrill {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

// GLFW window with an OpenGL 3.3 core context and ImGui on it; all undone in order on destruction.
class GlWindow {
  public:
    explicit GlWindow(const Speech& say) {
        glfwSetErrorCallback([](int, const char*) {});
        if (glfwInit() == GLFW_FALSE)
            throw LoadError({{"window", 0, ""}, say("error.no_display"), say("advice.no_display")});
        glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
        glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
        glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
        glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
        handle = glfwCreateWindow(1280, 720, say("app.title").c_str(), nullptr, nullptr);
        if (handle == nullptr) {
            glfwTerminate();
            throw LoadError({{"window", 0, ""}, say("error.no_opengl"), say("advice.no_opengl")});
        }
        glfwMakeContextCurrent(handle);
        glfwSwapInterval(1);
        if (gladLoadGL(glfwGetProcAddress) == 0) {
            glfwDestroyWindow(handle);
            glfwTerminate();
            throw LoadError({{"window", 0, ""}, say("error.no_opengl"), say("advice.no_opengl")});
        }
        IMGUI_CHECKVERSION();
        ImGui::CreateContext();
        ImGui::GetIO().IniFilename = nullptr;
        ImGui_ImplGlfw_InitForOpenGL(handle, true);
        ImGui_ImplOpenGL3_Init("#version 330");
    }
    ~GlWindow() {
        ImGui_ImplOpenGL3_Shutdown();
        ImGui_ImplGlfw_Shutdown();
        ImGui::DestroyContext();
        glfwDestroyWindow(handle);
        glfwTerminate();
    }
    GlWindow(const GlWindow&) = delete;
    GlWindow& operator=(const GlWindow&) = delete;

    GLFWwindow* handle = nullptr;
};

std::vector<ScenarioEntry> find_scenarios() {
    std::vector<ScenarioEntry> entries;
    std::error_code error;
    for (const auto& folder : fs::directory_iterator(home_folder() / "scenarios", error)) {
        const fs::path file = folder.path() / "scenario.json";
        if (!fs::exists(file)) continue;
        ScenarioEntry entry;
        entry.file = file.string();
        entry.id = folder.path().filename().string();
        try {
            const Scenario scenario = load_scenario(entry.file);
            if (!scenario.drill) continue;
            entry.name = scenario.name;
            entry.description = scenario.description;
            for (const FireChoice& fire : scenario.drill->fires)
                entry.fires.emplace_back(fire.id, fire.name);
        } catch (const LoadError& problem) {
            entry.problem = problem.problem();
        }
        entries.push_back(std::move(entry));
    }
    std::sort(entries.begin(), entries.end(),
              [](const auto& a, const auto& b) { return a.id > b.id; });
    return entries;
}

// "张三、李四, Wang": the names between commas, blanks trimmed.
std::vector<std::string> names_in(const std::string& text) {
    std::string plain = text;
    for (const char* comma : {"、", ",", ";", ";"}) {
        for (std::size_t at = 0; (at = plain.find(comma, at)) != std::string::npos;)
            plain.replace(at, std::string_view(comma).size(), ",");
    }
    std::vector<std::string> names;
    std::string name;
    std::istringstream parts(plain);
    while (std::getline(parts, name, ',')) {
        const auto first = name.find_first_not_of(" \t"), last = name.find_last_not_of(" \t");
        if (first != std::string::npos) names.push_back(name.substr(first, last - first + 1));
    }
    return names;
}

// Chooses the picture's quality from what frames cost: down at once when slow, up only after a
// while, so that it does not flicker between two.
class QualityChooser {
  public:
    Quality quality = Quality::integrated;
    bool frame(double seconds) {
        average_s_ = 0.9 * average_s_ + 0.1 * seconds;
        ++frames_;
        if (frames_ < 20) return false;
        if (average_s_ > 0.06 && quality != Quality::software) {
            quality = quality == Quality::high ? Quality::integrated : Quality::software;
            frames_ = 0;
            return true;
        }
        return false;
    }

  private:
    double average_s_ = 0.03;
    int frames_ = 0;
};

enum class Mode { menu, drill };

class Application {
  public:
    Application(const DrillOptions* options, const Speech& say)
        : say_(say), window_(say_), context_{&say_, {}, 1.0f, {}} {
        float scale_x = 1, scale_y = 1;
        glfwGetWindowContentScale(window_.handle, &scale_x, &scale_y);
        context_.scale = std::max(1.0f, scale_x);
        std::string headings;
        for (const auto& [key, text] : say_.texts.all()) headings += text.zh + text.en;
        menu_.scenarios = find_scenarios();
        menu_.lessons = shipped_lessons();
        for (const auto& entry : menu_.scenarios) headings += entry.name.zh + entry.name.en;
        context_.fonts = load_fonts(headings, context_.scale);
        apply_style(context_.scale);
        ui_.silent_machine = !sound_.available();
        if (ui_.silent_machine) std::cerr << say_("error.no_sound") << '\n';
        database_ = options != nullptr && !options->database.empty() ? options->database
                                                                     : Store::default_url();
        refresh_records();
        glfwSetWindowUserPointer(window_.handle, this);
        // ImGui's backend installed its callback before; ours goes first and hands on.
        next_key_callback_ = glfwSetKeyCallback(
            window_.handle, [](GLFWwindow* w, int key, int scancode, int action, int mods) {
                auto* self = static_cast<Application*>(glfwGetWindowUserPointer(w));
                if (action == GLFW_PRESS) {
                    self->context_.tapped.push_back(key);
                    self->key_pressed(key);
                }
                if (self->next_key_callback_ != nullptr)
                    self->next_key_callback_(w, key, scancode, action, mods);
            });
        next_mouse_callback_ = glfwSetMouseButtonCallback(
            window_.handle, [](GLFWwindow* w, int button, int action, int mods) {
                auto* self = static_cast<Application*>(glfwGetWindowUserPointer(w));
                if (action == GLFW_PRESS) self->context_.tapped.push_back(mouse_offset + button);
                if (self->next_mouse_callback_ != nullptr)
                    self->next_mouse_callback_(w, button, action, mods);
            });
        if (options != nullptr) start(first_of_roster(*options));
    }

    int run() {
        while (glfwWindowShouldClose(window_.handle) == GLFW_FALSE) frame();
        return static_cast<int>(ExitCode::done);
    }

  private:
    void start(const DrillOptions& options) {
        SimulationOptions simulation;
        simulation.scenario_file = scenario_file(options.run.scenario);
        simulation.language = say_.language;
        simulation.mode = options.run.mode;
        simulation.run.drill = settings_of(options.run);
        simulation.difficulty = options.run.difficulty;
        simulation.own_faults = options.run.own_faults;
        // In an examination nobody meets what the one before has told, unless it is asked for.
        if (simulation.difficulty.empty() && options.script.empty() &&
            options.run.mode.mode == DrillMode::examination) {
            simulation.difficulty = "normal";
            simulation.own_faults = false;
        }
        simulation.run.trainee = options.trainee;
        simulation.run.session = options.session;
        simulation.database = database_;
        if (!options.script.empty())
            simulation.script = script_file(options.script, options.run.scenario);
        simulation.hashes_out = options.hashes_out;
        simulation.replay_out = options.replay_out;
        last_options_ = options;
        simulation_ = std::make_unique<SimulationThread>(std::move(simulation));
        const bool silent = ui_.silent_machine;
        ui_ = {};
        ui_.silent_machine = silent;
        result_ = {};
        if (!options.roster.empty())
            options.roster.front().copy(result_.next, sizeof result_.next - 1);
        ui_.panel = options.script.empty() ? Panel::help : Panel::none;
        ui_.sound = menu_.sound;
        view_set_ = fire_asked_ = false;
        started_ = Clock::now();
        notice_.clear();
        mode_ = Mode::drill;
    }

    void start_from_menu() {
        DrillOptions options;
        const ScenarioEntry& entry = menu_.scenarios[static_cast<std::size_t>(menu_.chosen)];
        options.run.scenario = entry.file;
        options.run.seed = static_cast<std::uint64_t>(menu_.seed);
        options.run.mode.mode = static_cast<DrillMode>(menu_.mode);
        options.run.difficulty = menu_faults[menu_.faults];
        options.run.own_faults = menu_.faults == 0;
        if (options.run.mode.mode == DrillMode::lesson) {
            if (menu_.lessons.empty()) return;
            options.run.mode.lesson = menu_.lessons[static_cast<std::size_t>(menu_.lesson)].id;
        }
        const auto fire = static_cast<std::size_t>(menu_.fire);
        if (fire > 0 && fire <= entry.fires.size() && options.run.mode.mode != DrillMode::lesson)
            options.run.mode.fire = entry.fires[fire - 1].first;
        options.roster = names_in(menu_.trainee);
        start(first_of_roster(options));
    }

    // The first of the roster is at the machine, the others wait.
    static DrillOptions first_of_roster(DrillOptions options) {
        if (options.trainee.empty() && !options.roster.empty()) {
            options.trainee = options.roster.front();
            options.roster.erase(options.roster.begin());
        }
        return options;
    }

    // The same drill for the next: another seed, so that nobody has seen it over a shoulder.
    void start_next() {
        DrillOptions options = last_options_;
        options.trainee = result_.next;
        if (!options.roster.empty() && options.roster.front() == options.trainee)
            options.roster.erase(options.roster.begin());
        ++options.run.seed;
        forget_result();
        simulation_.reset();
        start(options);
    }

    // Draws the moment of the chosen line into a texture: first as it was at its own tick, then
    // what led to it and followed from it at half speed, and again.
    void draw_moment() {
        const Score& score = simulation_->newest()->score;
        if (result_.line != shown_line_) {
            shown_line_ = result_.line;
            moment_ = nullptr;
            result_.picture = 0;
            result_.overlooked = false;
            result_.picture_line = shown_line_;
            if (shown_line_ >= 0 && shown_line_ < static_cast<int>(score.lines.size())) {
                const ScoreLine& line = score.lines[static_cast<std::size_t>(shown_line_)];
                if (const Overlooked* overlooked =
                        simulation_->moments().overlooked(line.time_s, line.target)) {
                    paint_overlooked(*overlooked);
                    return;
                }
                if (line.time_s >= 0) moment_ = simulation_->moments().at(line.time_s);
            }
            moment_since_ = Clock::now();
            moment_drawn_s_ = -1;
            moment_pair_ = no_pair;
        }
        if (moment_ == nullptr || painter_ == nullptr) return;
        constexpr double speed = 0.5, hold_s = 1.5, pause_s = 0.1;
        const std::vector<Frame>& frames = moment_->frames;
        const double first_s = frames.front()->time_s();
        const double play_s = (frames.back()->time_s() - first_s) / speed;
        const double since_s = std::chrono::duration<double>(Clock::now() - moment_since_).count();
        if (moment_drawn_s_ >= 0 && since_s - moment_drawn_s_ < pause_s) return;
        const double at_s = std::fmod(since_s, hold_s + play_s);
        result_.replaying = at_s >= hold_s;
        if (!result_.replaying && moment_pair_ == itself_shown) return;
        moment_drawn_s_ = since_s;
        if (!result_.replaying) {
            moment_pair_ = itself_shown;
            paint_moment(moment_->itself()->unpacked());
            return;
        }
        const double drill_s = first_s + (at_s - hold_s) * speed;
        std::size_t later = 1;
        while (later + 1 < frames.size() && frames[later]->time_s() < drill_s) ++later;
        later = std::min(later, frames.size() - 1);
        const std::size_t earlier = later > 0 ? later - 1 : 0;
        if (moment_pair_ != static_cast<int>(later)) {
            moment_pair_ = static_cast<int>(later);
            moment_from_ = frames[earlier]->unpacked();
            moment_to_ = frames[later]->unpacked();
        }
        const double span_s = moment_to_.time_s - moment_from_.time_s;
        const double share =
            span_s > 0 ? std::clamp((drill_s - moment_from_.time_s) / span_s, 0.0, 1.0) : 1.0;
        paint_moment(between(moment_from_, moment_to_, share));
    }

    void paint_overlooked(const Overlooked& overlooked) {
        if (painter_ == nullptr) return;
        moment_target_.resize(moment_width, moment_height, GL_RGBA8, true);
        painter_->draw(overlooked, moment_width, moment_height, moment_target_.framebuffer);
        back_to_window();
        result_.picture = moment_target_.colour;
        result_.picture_s = overlooked.time_s;
        result_.overlooked = true;
        result_.replaying = false;
    }

    void paint_moment(const Snapshot& snapshot) {
        constexpr int width = moment_width, height = moment_height;
        moment_target_.resize(width, height, GL_RGBA8, true);
        painter_->draw(snapshot, width, height, moment_target_.framebuffer);
        back_to_window();
        result_.picture = moment_target_.colour;
        result_.picture_s = snapshot.time_s;
    }

    void back_to_window() {
        glBindFramebuffer(GL_FRAMEBUFFER, 0);
        int width = 0, height = 0;
        glfwGetFramebufferSize(window_.handle, &width, &height);
        glViewport(0, 0, width, height);
    }

    // The pictures of the record, a few in each frame of the result screen; when somebody waits to
    // go on, more of them. Then they are stored with the record.
    void fill_album() {
        if (painter_ == nullptr)
            painter_ = std::make_unique<SnapshotPainter>(simulation_->building(), quality_.quality);
        if (simulation_->record_id() == 0) return;
        if (!album_) album_.emplace(simulation_->moments(), simulation_->newest()->score);
        result_.pictures_wanted = static_cast<int>(album_->total());
        result_.pictures_drawn = static_cast<int>(album_->drawn());
        if (album_stored_) return;
        const auto begun = Clock::now();
        const std::chrono::milliseconds most(leaving_ == ResultChoice::none ? 1 : 250);
        while (!album_->complete() && Clock::now() - begun < most) album_->draw_next(*painter_);
        back_to_window();
        if (!album_->complete()) return;
        album_stored_ = true;
        try {
            Store(database_).put_pictures(simulation_->record_id(), album_->pictures());
        } catch (const LoadError& error) {
            notice_ = error.what();
        }
    }

    void save_costs() {
        const std::string folder = (fs::path(database_).parent_path() /
                                    ("debriefing-" + std::to_string(simulation_->record_id())))
                                       .string();
        try {
            const std::string page = costs_.save(folder, say_);
            back_to_window();
            result_.costs.notice = say_("report.written") + " " + page;
            open_on_desktop(page);
        } catch (const LoadError& error) {
            result_.costs.notice = error.what();
        }
    }

    // What the result's drawings hold, before the building that they draw.
    void forget_result() {
        costs_.let_go();
        album_.reset();
        album_stored_ = false;
        painter_.reset();
        renderer_.reset();
        moment_ = nullptr;
        moment_from_ = moment_to_ = {};
        shown_line_ = -1;
        leaving_ = ResultChoice::none;
    }

    void act_on_result(ResultChoice choice) {
        switch (choice) {
            case ResultChoice::none:
                break;
            case ResultChoice::again:
                restart();
                break;
            case ResultChoice::next_trainee:
                start_next();
                break;
            case ResultChoice::menu:
                to_menu();
                break;
            case ResultChoice::report:
                notice_ = report(simulation_->record_id());
                break;
            case ResultChoice::costs:
                // Again to see it while it runs; anew where nothing has come of it.
                result_.costs.shown = !result_.costs.shown;
                if (result_.costs.shown && !result_.costs.running && result_.costs.rows.empty()) {
                    result_.costs = {};
                    result_.costs.shown = result_.costs.running = true;
                    costs_.start(simulation_->replay());
                }
                break;
            case ResultChoice::stop_costs:
                costs_.stop();
                break;
            case ResultChoice::save_costs:
                save_costs();
                break;
        }
    }

    void to_menu() {
        forget_result();
        simulation_.reset();
        refresh_records();
        release_mouse();
        menu_.focus_name = true;
        mode_ = Mode::menu;
    }

    void refresh_records() {
        try {
            menu_.records = Store(database_).list(50);
        } catch (const LoadError& error) {
            menu_.records.clear();
            menu_.notice = error.what();
        }
    }

    std::string report(std::int64_t record) {
        const std::string file =
            (fs::path(database_).parent_path() / ("report-" + std::to_string(record) + ".html"))
                .string();
        try {
            write_report(Store(database_), record, say_.language, file);
            return say_("report.written") + " " + file;
        } catch (const LoadError& error) {
            return error.what();
        }
    }

    void grab_mouse() {
        if (mouse_grabbed_) return;
        glfwSetInputMode(window_.handle, GLFW_CURSOR, GLFW_CURSOR_DISABLED);
        controls_.forget_mouse();
        mouse_grabbed_ = true;
    }

    void release_mouse() {
        if (!mouse_grabbed_) return;
        glfwSetInputMode(window_.handle, GLFW_CURSOR, GLFW_CURSOR_NORMAL);
        mouse_grabbed_ = false;
    }

    void key_pressed(int key) {
        if (mode_ != Mode::drill || simulation_ == nullptr ||
            simulation_->phase() != SimulationThread::Phase::running)
            return;
        const auto snapshot = simulation_->newest();
        if (key == GLFW_KEY_ESCAPE)
            ui_.panel = ui_.panel == Panel::none ? Panel::pause : Panel::none;
        // What opened the page shuts it.
        if (key == GLFW_KEY_F1 && ui_.panel == Panel::help) {
            ui_.panel = Panel::none;
            return;
        }
        if (ui_.panel != Panel::none || !snapshot) return;
        const TraineeView& trainee = snapshot->trainee;
        const auto open_about_aimed = [&](Panel panel) {
            if (trainee.aimed_id.empty()) return;
            ui_.panel = panel;
            ui_.target = trainee.aimed_id;
            ui_.target_name = {trainee.aimed_name_zh, trainee.aimed_name_en};
            if (ui_.target_name.zh.empty())
                ui_.target_name = {say_.texts.get("panel.pointed_at", Language::zh),
                                   say_.texts.get("panel.pointed_at", Language::en)};
            if (panel == Panel::mark_fault && catalogue_)
                ui_.fault_codes = fault_choices(building_of(*snapshot), *catalogue_, ui_.target);
            ui_.fault_code.clear();
            ui_.fault_grade.clear();
            ui_.fault_measure.clear();
            ui_.verdicts.clear();
        };
        switch (key) {
            case GLFW_KEY_TAB:
                open_about_aimed(Panel::mark_fault);
                break;
            case GLFW_KEY_V:
                open_about_aimed(Panel::exit_verdict);
                break;
            case GLFW_KEY_P:
                ui_.panel = Panel::phone;
                ui_.dialled = trainee.call.going_on;
                break;
            case GLFW_KEY_O:
                ui_.panel = Panel::words;
                break;
            case GLFW_KEY_N:
                if (trainee.phase == DrillPhase::inspection) ui_.panel = Panel::begin_fire;
                break;
            case GLFW_KEY_F1:
                ui_.panel = Panel::help;
                break;
            case GLFW_KEY_I:
                simulation_->command({TraineeCommand::Kind::ask_hint, "", ""});
                break;
            case GLFW_KEY_L:
                say_.language = say_.language == Language::zh ? Language::en : Language::zh;
                break;
            case GLFW_KEY_ENTER:
                simulation_->command({TraineeCommand::Kind::finish, "", ""});
                break;
            default:
                break;
        }
    }

    const Building& building_of(const Snapshot& snapshot) const {
        return snapshot.mended_building ? *snapshot.mended_building : simulation_->building();
    }

    // Between two ticks the eye moves on a straight line, one tick behind.
    CameraPose eye(const Snapshot& newest, const Snapshot* previous) {
        const TraineeView& trainee = newest.trainee;
        if (newest.tick != seen_tick_) {
            seen_tick_ = newest.tick;
            seen_at_ = Clock::now();
        }
        const double since_s = std::chrono::duration<double>(Clock::now() - seen_at_).count();
        const double share = previous != nullptr ? std::clamp(since_s / 0.05, 0.0, 1.0) : 1.0;
        const auto eye_of = [](const TraineeView& t) {
            return t.feet + Vec3(0, 0, t.eye_height_m);
        };
        CameraPose pose;
        pose.eye = eye_of(trainee);
        if (previous != nullptr)
            pose.eye = eye_of(previous->trainee) + share * (pose.eye - eye_of(previous->trainee));
        const bool hands = !simulation_->scripted();
        pose.yaw_rad = hands ? controls_.yaw_rad() : trainee.yaw_rad;
        pose.pitch_rad = hands ? controls_.pitch_rad() : trainee.pitch_rad;
        pose.field_of_view_deg = 70;
        return pose;
    }

    void draw_building(const Snapshot& snapshot, const Snapshot* previous) {
        int width = 0, height = 0;
        glfwGetFramebufferSize(window_.handle, &width, &height);
        if (width < 1 || height < 1) return;
        // Where faults have been mended the building is another one.
        if (renderer_ == nullptr || drawn_building_ != &building_of(snapshot)) {
            RenderSettings settings;
            settings.quality = quality_.quality;
            renderer_.reset();  // before the building it draws
            drawn_building_ = &building_of(snapshot);
            kept_building_ = snapshot.mended_building;
            renderer_ = std::make_unique<Renderer>(*drawn_building_, settings);
            if (snapshot.trainee.present && !view_set_) {
                controls_.set_view(snapshot.trainee.yaw_rad, snapshot.trainee.pitch_rad);
                view_set_ = true;
            }
        }
        const auto before = Clock::now();
        ui_.camera = eye(snapshot, previous);
        renderer_->draw(snapshot, ui_.camera, width, height, 0);
        glFinish();
        if (quality_.frame(std::chrono::duration<double>(Clock::now() - before).count()))
            renderer_->set_quality(quality_.quality);
    }

    void drill_frame() {
        using Phase = SimulationThread::Phase;
        const Phase phase = simulation_->phase();
        if (phase == Phase::failed) {
            release_mouse();
            if (error_screen(context_, simulation_->problem().value_or(Problem{}))) to_menu();
            return;
        }
        const auto snapshot = simulation_->newest();
        if (phase == Phase::loading || !snapshot) {
            const auto& entry = menu_.scenarios;
            const auto found = std::find_if(entry.begin(), entry.end(), [&](const auto& e) {
                return e.file == last_options_.run.scenario;
            });
            loading_screen(context_,
                           found == entry.end()
                               ? LocalText{last_options_.run.scenario, last_options_.run.scenario}
                               : found->name,
                           std::chrono::duration<double>(Clock::now() - started_).count());
            return;
        }
        const auto previous = simulation_->previous();
        if (!catalogue_) catalogue_ = load_fault_catalogue(say_.language);
        draw_building(*snapshot, previous.get());
        if (phase == Phase::finished) {
            release_mouse();
            fill_album();
            draw_moment();
            result_.waiting = static_cast<int>(last_options_.roster.size());
            const auto& plan = simulation_->building().scenario.drill;
            result_.has_faults = plan && !plan->faults.empty();
            const ResultChoice choice = result_screen(context_, *snapshot, simulation_->building(),
                                                      simulation_->problem(), notice_, result_);
            costs_.show(say_, result_.costs);
            // What stays here needs no waiting.
            if (choice == ResultChoice::costs || choice == ResultChoice::stop_costs ||
                choice == ResultChoice::save_costs)
                act_on_result(choice);
            else if (choice != ResultChoice::none)
                leaving_ = choice;
            // A record keeps its pictures, however soon the next trainee is called.
            result_.keeping = leaving_ != ResultChoice::none;
            if (result_.keeping && (album_stored_ || !album_))
                act_on_result(std::exchange(leaving_, ResultChoice::none));
            return;
        }
        const bool hands = !simulation_->scripted();
        const bool active = hands && ui_.panel == Panel::none;
        active ? grab_mouse() : release_mouse();
        if (active) ImGui::GetIO().MousePos = {-FLT_MAX, -FLT_MAX};
        if (hands) simulation_->hands(controls_.read(window_.handle, active, context_.tapped));
        simulation_->pause(ui_.panel == Panel::pause || ui_.panel == Panel::help);
        const DrillChoice choice = drill_screen(context_, *snapshot, building_of(*snapshot),
                                                *catalogue_, simulation_->speed(), ui_);
        for (const TraineeCommand& command : choice.commands) {
            simulation_->command(command);
            fire_asked_ |= command.kind == TraineeCommand::Kind::begin_fire;
            fire_asked_at_ = Clock::now();
        }
        // Grids, crowd and fire are made anew on the other thread, for a second or more: the
        // picture stands still meanwhile, and that is said.
        fire_asked_ &= snapshot->trainee.phase == DrillPhase::inspection;
        if (fire_asked_) {
            loading_screen(context_, simulation_->building().scenario.name,
                           std::chrono::duration<double>(Clock::now() - fire_asked_at_).count());
        }
        sound_.update(*snapshot, !ui_.sound || ui_.panel == Panel::pause);
        if (choice.leave) to_menu();
    }

    void restart() {
        forget_result();
        simulation_.reset();
        start(DrillOptions(last_options_));
    }

    void frame() {
        context_.tapped.clear();
        glfwPollEvents();
        ImGui_ImplOpenGL3_NewFrame();
        ImGui_ImplGlfw_NewFrame();
        ImGui::NewFrame();
        int width = 0, height = 0;
        glfwGetFramebufferSize(window_.handle, &width, &height);
        glViewport(0, 0, width, height);
        glClearColor(0.16f, 0.19f, 0.23f, 1);
        glClear(GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT);
        // Keys walk through the menu; in a drill they are the trainee's.
        ImGuiIO& io = ImGui::GetIO();
        io.ConfigFlags &= ~ImGuiConfigFlags_NavEnableKeyboard;
        if (mode_ == Mode::menu) {
            io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
            const MenuResult result = menu_screen(context_, menu_);
            if (result.choice == MenuChoice::start) start_from_menu();
            if (result.choice == MenuChoice::report) menu_.notice = report(result.record);
            if (result.choice == MenuChoice::quit)
                glfwSetWindowShouldClose(window_.handle, GLFW_TRUE);
        } else {
            drill_frame();
        }
        ImGui::Render();
        ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
        glfwSwapBuffers(window_.handle);
    }

    Speech say_;
    GlWindow window_;
    ScreenContext context_;
    Sound sound_;
    MenuState menu_;
    DrillUi ui_;
    Controls controls_;
    QualityChooser quality_;
    ResultUi result_;
    const Moment* moment_ = nullptr;  // of the chosen line
    // Which frames of it are unpacked: index of the later; or none, or its own tick is shown.
    static constexpr int no_pair = -1, itself_shown = -2;
    static constexpr int moment_width = 640, moment_height = 360;
    int shown_line_ = -1, moment_pair_ = no_pair;
    double moment_drawn_s_ = -1;
    Snapshot moment_from_, moment_to_;
    Clock::time_point moment_since_;
    GlTarget moment_target_;
    std::string database_, notice_;
    DrillOptions last_options_;
    std::unique_ptr<SimulationThread> simulation_;
    std::unique_ptr<Renderer> renderer_;
    std::unique_ptr<SnapshotPainter> painter_;  // of moments
    std::optional<RecordAlbum> album_;
    CostsRun costs_;
    bool album_stored_ = false;
    ResultChoice leaving_ = ResultChoice::none;  // as soon as the album is stored
    std::optional<FaultCatalogue> catalogue_;
    const Building* drawn_building_ = nullptr;
    std::shared_ptr<const Building> kept_building_;  // as long as it is drawn
    GLFWkeyfun next_key_callback_ = nullptr;
    GLFWmousebuttonfun next_mouse_callback_ = nullptr;
    Clock::time_point started_, seen_at_, fire_asked_at_;
    bool fire_asked_ = false;  // and it has not come yet
    std::uint64_t seen_tick_ = 0;
    bool mouse_grabbed_ = false, view_set_ = false;
    Mode mode_ = Mode::menu;
};

}  // namespace

int open_window(const DrillOptions* options, const Speech& say) {
    return Application(options, say).run();
}

}  // namespace firedrill
