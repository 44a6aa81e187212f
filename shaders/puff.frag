#version 330 core
in vec2 uv;
in float age;
uniform vec3 colour;
out vec4 result;
void main() {
    float d = dot(uv, uv);
    if (d > 1.0) discard;
    result = vec4(colour, 0.30 * (1.0 - d) * (1.15 - age));
}
