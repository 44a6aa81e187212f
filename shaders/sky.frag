#version 330 core
in vec2 uv;
uniform mat4 inverse_view_projection;
uniform vec3 eye;
uniform vec3 sun;
out vec4 result;
void main() {
    vec4 far = inverse_view_projection * vec4(uv * 2.0 - 1.0, 1.0, 1.0);
    vec3 way = normalize(far.xyz / far.w - eye);
    float h = clamp(way.z, -0.1, 1.0);
    vec3 colour = mix(vec3(0.66, 0.76, 0.86), vec3(0.22, 0.42, 0.74), pow(max(h, 0.0), 0.55));
    colour += vec3(1.0, 0.9, 0.7) * 0.35 * pow(max(dot(way, sun), 0.0), 24.0);
    result = vec4(colour, 1.0);
}
