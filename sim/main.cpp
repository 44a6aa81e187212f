#include "app/program.hpp"

int main(int argc, char** argv) {
    return firedrill::run_program(argc, argv);
}
