#version 330 core
// A sheet of flame that turns towards the viewer; one per instance.
uniform mat4 view_projection;
uniform vec3 eye;
uniform vec3 base;
uniform vec2 extent;   // width, height [m]
out vec2 uv;
void main() {
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    uv = corner;
    vec3 way = eye - base;
    vec3 right = normalize(vec3(-way.y, way.x, 0.0) + vec3(1e-5, 0.0, 0.0));
    vec3 up = vec3(0.0, 0.0, 1.0);
    if (abs(normalize(way).z) > 0.9) up = cross(normalize(way), right) * sign(way.z);
    vec3 at = base + right * (corner.x - 0.5) * extent.x + up * corner.y * extent.y;
    gl_Position = view_projection * vec4(at, 1.0);
}
