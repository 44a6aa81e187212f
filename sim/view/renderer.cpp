// Renderer: sky, scene, people, flames and agent into a target of its own; smoke marched at lower
// resolution; both put together with tone mapping.

#include <algorithm>
#include <array>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/gtc/matrix_transform.hpp>

#include "base/error.hpp"
#include "view/building_mesh.hpp"
#include "view/gl_objects.hpp"
#include "view/lamp_field.hpp"
#include "view/people.hpp"
#include "view/picture.hpp"

namespace firedrill {
namespace {

constexpr float near_m = 0.06f, far_m = 400.0f;
constexpr int most_fires = 8;

struct Tier {
    double scene_scale;  // of the window
    double smoke_scale;  // of the scene
    int smoke_steps;
};

Tier tier_of(Quality quality) {
    switch (quality) {
        case Quality::software:
            return {0.5, 0.25, 28};
        case Quality::integrated:
            return {1.0, 0.33, 40};
        case Quality::high:
            return {1.0, 0.5, 96};
    }
    return {1.0, 0.5, 64};
}

struct DrawnChunk {
    GlMesh opaque, glass;
    Vec3 low, high;
    double base_z;
    explicit DrawnChunk(const Chunk& chunk)
        : opaque(chunk.opaque),
          glass(chunk.glass),
          low(chunk.low),
          high(chunk.high),
          base_z(chunk.base_z) {}
};

// Whether a box may be in view: not wholly outside one of the six planes.
bool in_view(const glm::mat4& m, Vec3 low, Vec3 high) {
    for (int plane = 0; plane < 6; ++plane) {
        const int row = plane / 2;
        const float sign = plane % 2 == 0 ? 1.0f : -1.0f;
        const auto at = [&](int column) { return m[column][3] + sign * m[column][row]; };
        const Vec3f n{at(0), at(1), at(2)};
        const Vec3f farthest{n.x > 0 ? high.x : low.x, n.y > 0 ? high.y : low.y,
                             n.z > 0 ? high.z : low.z};
        if (glm::dot(n, farthest) + at(3) < 0) return false;
    }
    return true;
}

}  // namespace

struct Renderer::Impl {
    const Building& building;
    RenderSettings settings;
    GlProgram scene{"scene.vert", "scene.frag"}, person{"person.vert", "scene.frag"},
        flame{"flame.vert", "flame.frag"}, puff{"puff.vert", "puff.frag"},
        smoke{"screen.vert", "smoke.frag"}, composite{"screen.vert", "composite.frag"},
        sky{"screen.vert", "sky.frag"};
    std::vector<std::unique_ptr<DrawnChunk>> chunks;
    Lettering letters;
    GlMesh moving, figure;
    Mesh moving_mesh;
    std::vector<PersonCopy> copies;
    LampField lamps;
    GLuint copies_buffer = 0, puffs_array = 0, puffs_buffer = 0, empty_array = 0, smoke_texture = 0;
    int smoke_nx = 0, smoke_ny = 0, smoke_nz = 0;
    GlTarget scene_target, smoke_target;
    Vec3f sun = glm::normalize(Vec3f(-0.45f, -0.62f, 0.64f));

    Impl(const Building& b, const RenderSettings& s)
        : building(b), settings(s), figure(person_mesh()), lamps(b) {
        moving_mesh.letters = &letters;
        for (const Chunk& chunk : static_chunks(b, &letters))
            chunks.push_back(std::make_unique<DrawnChunk>(chunk));
        glGenBuffers(1, &copies_buffer);
        glBindVertexArray(figure.array());
        glBindBuffer(GL_ARRAY_BUFFER, copies_buffer);
        const auto attribute = [](GLuint index, GLint size, std::size_t offset) {
            glEnableVertexAttribArray(index);
            glVertexAttribPointer(index, size, GL_FLOAT, GL_FALSE, sizeof(PersonCopy),
                                  reinterpret_cast<const void*>(offset));
            glVertexAttribDivisor(index, 1);
        };
        attribute(4, 4, offsetof(PersonCopy, place));
        attribute(5, 4, offsetof(PersonCopy, height));
        attribute(6, 3, offsetof(PersonCopy, shirt));
        attribute(7, 3, offsetof(PersonCopy, trousers));
        attribute(8, 3, offsetof(PersonCopy, hair));
        glGenVertexArrays(1, &puffs_array);
        glGenBuffers(1, &puffs_buffer);
        glBindVertexArray(puffs_array);
        glBindBuffer(GL_ARRAY_BUFFER, puffs_buffer);
        glEnableVertexAttribArray(0);
        glVertexAttribPointer(0, 3, GL_FLOAT, GL_FALSE, sizeof(Vec3f), nullptr);
        glVertexAttribDivisor(0, 1);
        glGenVertexArrays(1, &empty_array);
        glGenTextures(1, &smoke_texture);
        glBindTexture(GL_TEXTURE_3D, smoke_texture);
        glTexParameteri(GL_TEXTURE_3D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
        glTexParameteri(GL_TEXTURE_3D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
        for (const GLenum axis : {GL_TEXTURE_WRAP_S, GL_TEXTURE_WRAP_T, GL_TEXTURE_WRAP_R})
            glTexParameteri(GL_TEXTURE_3D, axis, GL_CLAMP_TO_EDGE);
    }
    ~Impl() {
        glDeleteBuffers(1, &copies_buffer);
        glDeleteBuffers(1, &puffs_buffer);
        glDeleteVertexArrays(1, &puffs_array);
        glDeleteVertexArrays(1, &empty_array);
        glDeleteTextures(1, &smoke_texture);
    }

    // The fires that light the picture: the greatest, with the middle of the flame.
    int fires(const Snapshot& snapshot, std::array<glm::vec4, most_fires>& place) const {
        std::vector<const SnapshotSource*> burning;
        for (const SnapshotSource& source : snapshot.sources) {
            if (source.state == BurnState::burning && source.hrr_kw > 0.5f)
                burning.push_back(&source);
        }
        std::sort(burning.begin(), burning.end(),
                  [](const auto* a, const auto* b) { return a->hrr_kw > b->hrr_kw; });
        const int count = std::min<int>(most_fires, static_cast<int>(burning.size()));
        for (int f = 0; f < count; ++f) {
            const SnapshotSource& s = *burning[static_cast<std::size_t>(f)];
            place[static_cast<std::size_t>(f)] = {
                Vec3f(s.base) + Vec3f(0, 0, 0.4f * s.flame_height_m), s.hrr_kw};
        }
        return count;
    }

    static void set_fires(const GlProgram& program, const std::array<glm::vec4, most_fires>& place,
                          int count, double time_s) {
        program.set("fires", count);
        glUniform4fv(program.place_of("fire_place"), most_fires, &place[0].x);
        program.set("flicker", static_cast<float>(1.0 + 0.12 * std::sin(time_s * 13.0) +
                                                  0.08 * std::sin(time_s * 29.0)));
    }

    void upload_smoke(const Snapshot& snapshot) {
        if (snapshot.smoke.empty()) return;
        glBindTexture(GL_TEXTURE_3D, smoke_texture);
        glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
        if (snapshot.nx != smoke_nx || snapshot.ny != smoke_ny || snapshot.nz != smoke_nz) {
            smoke_nx = snapshot.nx, smoke_ny = snapshot.ny, smoke_nz = snapshot.nz;
            glTexImage3D(GL_TEXTURE_3D, 0, GL_RG8, smoke_nx, smoke_ny, smoke_nz, 0, GL_RG,
                         GL_UNSIGNED_BYTE, snapshot.smoke.data());
        } else {
            glTexSubImage3D(GL_TEXTURE_3D, 0, 0, 0, 0, smoke_nx, smoke_ny, smoke_nz, GL_RG,
                            GL_UNSIGNED_BYTE, snapshot.smoke.data());
        }
    }

    void full_screen() const {
        glBindVertexArray(empty_array);
        glDrawArrays(GL_TRIANGLES, 0, 3);
    }
};

Renderer::Renderer(const Building& building, const RenderSettings& settings) {
    GLint major = 0, minor = 0;
    glGetIntegerv(GL_MAJOR_VERSION, &major);
    glGetIntegerv(GL_MINOR_VERSION, &minor);
    if (10 * major + minor < 33) {
        throw LoadError({{"OpenGL", 0, ""},
                         "OpenGL 3.3 is needed / 需要 OpenGL 3.3",
                         "update the graphics driver / 请更新显卡驱动"});
    }
    impl_ = std::make_unique<Impl>(building, settings);
}

Renderer::~Renderer() = default;

void Renderer::set_quality(Quality quality) {
    impl_->settings.quality = quality;
}

void Renderer::draw(const Snapshot& snapshot, const CameraPose& camera, int width, int height,
                    unsigned target) {
    Impl& r = *impl_;
    const Tier tier = tier_of(r.settings.quality);
    const int w = std::max(16, static_cast<int>(width * tier.scene_scale)),
              h = std::max(16, static_cast<int>(height * tier.scene_scale));
    r.scene_target.resize(w, h, GL_RGBA16F, true);
    const int sw = std::max(8, static_cast<int>(w * tier.smoke_scale)),
              sh = std::max(8, static_cast<int>(h * tier.smoke_scale));
    r.smoke_target.resize(sw, sh, GL_RGBA16F, false);

    const Vec3f eye(camera.eye);
    const Vec3f ahead(static_cast<float>(std::cos(camera.pitch_rad) * std::cos(camera.yaw_rad)),
                      static_cast<float>(std::cos(camera.pitch_rad) * std::sin(camera.yaw_rad)),
                      static_cast<float>(std::sin(camera.pitch_rad)));
    // Looking straight down, north is up.
    const Vec3f up = std::abs(ahead.z) > 0.999f
                         ? Vec3f(static_cast<float>(std::cos(camera.yaw_rad)),
                                 static_cast<float>(std::sin(camera.yaw_rad)), 0)
                         : Vec3f(0, 0, 1);
    const glm::mat4 view = glm::lookAt(eye, eye + ahead, up);
    const glm::mat4 projection =
        glm::perspective(glm::radians(static_cast<float>(camera.field_of_view_deg)),
                         static_cast<float>(w) / static_cast<float>(h), near_m, far_m);
    const glm::mat4 both = projection * view, inverse = glm::inverse(both);
    std::array<glm::vec4, most_fires> fire_place{};
    const int fires = r.fires(snapshot, fire_place);
    r.lamps.show(snapshot.power);
    // Smoke is lit as where the eye is: it hides what is far.
    const std::size_t here = supply_zone(r.building, camera.eye);
    const float lamps = snapshot.power.empty() || snapshot.power[here] != 0 ? 1.0f : 0.0f;

    glBindFramebuffer(GL_FRAMEBUFFER, r.scene_target.framebuffer);
    glViewport(0, 0, w, h);
    glDisable(GL_BLEND);
    glDisable(GL_CULL_FACE);
    glDisable(GL_SCISSOR_TEST);
    glDepthMask(GL_TRUE);
    glClear(GL_DEPTH_BUFFER_BIT);
    glDisable(GL_DEPTH_TEST);
    r.sky.use();
    r.sky.set("inverse_view_projection", inverse);
    r.sky.set("eye", eye);
    r.sky.set("sun", r.sun);
    r.full_screen();

    glEnable(GL_DEPTH_TEST);
    const bool first_person = r.settings.hide_trainee;
    const auto begin_scene = [&](const GlProgram& program) {
        program.use();
        program.set("view_projection", both);
        program.set("eye", eye);
        program.set("sun", r.sun);
        r.lamps.set(program);
        program.set("torch", first_person && snapshot.trainee.torch ? 1.0f : 0.0f);
        program.set("ahead", ahead);
        Impl::set_fires(program, fire_place, fires, snapshot.time_s);
    };
    begin_scene(r.scene);
    const auto drawn = [&](const DrawnChunk& chunk) {
        return chunk.base_z <= camera.cut_above_z && in_view(both, chunk.low, chunk.high);
    };
    for (const auto& chunk : r.chunks) {
        if (drawn(*chunk)) chunk->opaque.draw();
    }
    moving_parts(r.building, snapshot, first_person, camera.cut_above_z, r.moving_mesh, camera.eye);
    r.moving.upload(r.moving_mesh, GL_STREAM_DRAW);
    r.moving.draw();

    people_copies(r.building, snapshot, camera.cut_above_z, r.copies);
    if (!r.copies.empty()) {
        begin_scene(r.person);
        glBindBuffer(GL_ARRAY_BUFFER, r.copies_buffer);
        glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(r.copies.size() * sizeof(PersonCopy)),
                     r.copies.data(), GL_STREAM_DRAW);
        glBindVertexArray(r.figure.array());
        glDrawElementsInstanced(GL_TRIANGLES, r.figure.count(), GL_UNSIGNED_INT, nullptr,
                                static_cast<GLsizei>(r.copies.size()));
    }

    // Glass, flames, agent: blended, not written to depth.
    glEnable(GL_BLEND);
    glBlendFunc(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA);
    glDepthMask(GL_FALSE);
    begin_scene(r.scene);
    for (const auto& chunk : r.chunks) {
        if (drawn(*chunk)) chunk->glass.draw();
    }
    r.flame.use();
    r.flame.set("view_projection", both);
    r.flame.set("eye", eye);
    r.flame.set("time", static_cast<float>(snapshot.time_s));
    glBindVertexArray(r.empty_array);
    for (const SnapshotSource& source : snapshot.sources) {
        if (source.state != BurnState::burning || source.hrr_kw < 0.5f ||
            source.base.z > camera.cut_above_z)
            continue;
        // Several sheets side by side fill a wide fire; each sways by itself.
        const float span = static_cast<float>(std::max(source.size.x, source.size.y));
        const float tall = std::max(0.25f, source.flame_height_m * 1.15f);
        const int sheets =
            std::clamp(static_cast<int>(span / std::max(0.3f, tall * 0.4f)) + 2, 2, 8);
        for (int s = 0; s < sheets; ++s) {
            const float share = (static_cast<float>(s) + 0.5f) / static_cast<float>(sheets) - 0.5f;
            const float turn = static_cast<float>(s) * 2.4f;
            const Vec3f base =
                Vec3f(source.base) +
                Vec3f(share * static_cast<float>(source.size.x) * 0.8f,
                      std::sin(turn) * static_cast<float>(source.size.y) * 0.3f, -0.04f);
            r.flame.set("base", base);
            glUniform2f(r.flame.place_of("extent"),
                        std::max(0.28f, std::min(tall * 0.62f, span * 0.9f + 0.2f)),
                        tall * (0.8f + 0.25f * std::abs(std::sin(turn * 1.7f))));
            r.flame.set("seed", turn * 5.3f);
            glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
        }
    }
    if (!snapshot.jet.empty()) {
        r.puff.use();
        r.puff.set("view_projection", both);
        r.puff.set("right", glm::normalize(glm::cross(ahead, up)));
        r.puff.set("up", glm::normalize(glm::cross(glm::cross(ahead, up), ahead)));
        r.puff.set("size", 0.16f);
        r.puff.set("nozzle", Vec3f(snapshot.trainee.feet) + Vec3f(0, 0, 1.2f));
        const bool wet = snapshot.jet_agent == Agent::water || snapshot.jet_agent == Agent::foam ||
                         snapshot.jet_agent == Agent::wet_chemical;
        r.puff.set("colour", wet ? Vec3f(0.75f, 0.85f, 0.95f) : Vec3f(0.95f, 0.94f, 0.90f));
        glBindBuffer(GL_ARRAY_BUFFER, r.puffs_buffer);
        glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(snapshot.jet.size() * sizeof(Vec3f)),
                     snapshot.jet.data(), GL_STREAM_DRAW);
        glBindVertexArray(r.puffs_array);
        glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, static_cast<GLsizei>(snapshot.jet.size()));
    }
    glDisable(GL_BLEND);
    glDisable(GL_DEPTH_TEST);

    glBindFramebuffer(GL_FRAMEBUFFER, r.smoke_target.framebuffer);
    glViewport(0, 0, sw, sh);
    r.upload_smoke(snapshot);
    if (snapshot.smoke.empty()) {
        glClearColor(0, 0, 0, 1);
        glClear(GL_COLOR_BUFFER_BIT);
    } else {
        r.smoke.use();
        glActiveTexture(GL_TEXTURE1);
        glBindTexture(GL_TEXTURE_3D, r.smoke_texture);
        glActiveTexture(GL_TEXTURE0);
        glBindTexture(GL_TEXTURE_2D, r.scene_target.depth);
        r.smoke.set("depth", 0);
        r.smoke.set("smoke", 1);
        r.smoke.set("inverse_view_projection", inverse);
        r.smoke.set("eye", eye);
        r.smoke.set("box_low", Vec3f(snapshot.grid_origin));
        r.smoke.set("box_size",
                    static_cast<float>(snapshot.grid_h) * Vec3f(static_cast<float>(snapshot.nx),
                                                                static_cast<float>(snapshot.ny),
                                                                static_cast<float>(snapshot.nz)));
        r.smoke.set("extinction_max", Snapshot::extinction_max_1_m);
        r.smoke.set("steps", tier.smoke_steps);
        r.smoke.set("lamps", lamps);
        Impl::set_fires(r.smoke, fire_place, fires, snapshot.time_s);
        r.full_screen();
    }

    glBindFramebuffer(GL_FRAMEBUFFER, target);
    glViewport(0, 0, width, height);
    r.composite.use();
    const auto texture = [&](int unit, GLuint id, const char* name) {
        glActiveTexture(GL_TEXTURE0 + static_cast<GLenum>(unit));
        glBindTexture(GL_TEXTURE_2D, id);
        r.composite.set(name, unit);
    };
    texture(0, r.scene_target.colour, "scene");
    texture(1, r.scene_target.depth, "scene_depth");
    texture(2, r.smoke_target.colour, "smoke");
    glActiveTexture(GL_TEXTURE0);
    glUniform2f(r.composite.place_of("smoke_size"), static_cast<float>(sw), static_cast<float>(sh));
    r.composite.set("near_m", near_m);
    r.composite.set("far_m", far_m);
    r.composite.set("exposure", 0.92f);
    r.full_screen();
    glBindVertexArray(0);
    glUseProgram(0);
}

}  // namespace firedrill
