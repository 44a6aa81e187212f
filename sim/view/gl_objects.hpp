// OpenGL objects that delete themselves, and shader programs from files under shaders/.
#pragma once

#include <glad/gl.h>

#include <glm/mat4x4.hpp>
#include <string>
#include <utility>

#include "base/vec.hpp"
#include "view/mesh.hpp"

namespace firedrill {

class GlProgram {
  public:
    // shaders/VERTEX and shaders/FRAGMENT; throws LoadError with the compiler's message.
    GlProgram(const std::string& vertex_file, const std::string& fragment_file);
    ~GlProgram() { glDeleteProgram(id_); }
    GlProgram(const GlProgram&) = delete;
    GlProgram& operator=(const GlProgram&) = delete;
    void use() const { glUseProgram(id_); }
    void set(const char* name, const glm::mat4& value) const;
    void set(const char* name, Vec3f value) const;
    void set(const char* name, float value) const;
    void set(const char* name, int value) const;
    int place_of(const char* name) const { return glGetUniformLocation(id_, name); }

  private:
    GLuint id_ = 0;
};

// A mesh in OpenGL's hands.
class GlMesh {
  public:
    GlMesh();
    explicit GlMesh(const Mesh& mesh) : GlMesh() { upload(mesh, GL_STATIC_DRAW); }
    ~GlMesh();
    GlMesh(const GlMesh&) = delete;
    GlMesh& operator=(const GlMesh&) = delete;
    void upload(const Mesh& mesh, GLenum usage);
    void draw() const;
    GLuint array() const { return array_; }
    GLsizei count() const { return count_; }

  private:
    GLuint array_ = 0, vertices_ = 0, indices_ = 0;
    GLsizei count_ = 0;
};

// Colour and depth to draw into and to read from.
struct GlTarget {
    GLuint framebuffer = 0, colour = 0, depth = 0;
    int width = 0, height = 0;
    ~GlTarget() { release(); }
    void release();
    // Makes it (again) when the size differs. `format`: of the colour, such as GL_RGBA16F.
    void resize(int w, int h, GLenum format, bool with_depth);
};

}  // namespace firedrill
